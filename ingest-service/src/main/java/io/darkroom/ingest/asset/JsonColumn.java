package io.darkroom.ingest.asset;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A column that holds a value as JSON. Another value may take its place, but itself it never
 * changes (records cannot, and a JsonNode must not be): Hibernate would otherwise write and read it
 * once more whenever a row is loaded or stored, to have a copy to compare with.
 */
@JdbcTypeCode(SqlTypes.JSON)
@Mutability(Immutability.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonColumn {}
