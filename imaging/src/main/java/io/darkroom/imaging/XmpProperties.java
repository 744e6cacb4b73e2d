package io.darkroom.imaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of the known properties while a packet streams by, in every way that RDF may
 * write them: as attribute, as text, or as items of a bag, sequence or choice of languages.
 */
final class XmpProperties {

    private static final int MAX_VALUES = 500;
    private static final Set<QName> KNOWN =
            Set.of(
                    XmpNames.DESCRIPTION,
                    XmpNames.SUBJECT,
                    XmpNames.HEADLINE,
                    XmpNames.ALT_TEXT,
                    XmpNames.LONG_TEXT,
                    XmpNames.SOURCE_TYPE,
                    XmpNames.AI_SYSTEM,
                    XmpNames.AI_VERSION,
                    XmpNames.AI_PROMPT,
                    XmpNames.AI_WRITER);
    private static final QName ITEM = new QName(XmpNames.RDF, "li");
    private static final QName ABOUT = new QName(XmpNames.RDF, "Description");
    private static final QName RESOURCE = new QName(XmpNames.RDF, "resource");

    record Value(String language, String text) {}

    private record Element(QName name, String language, StringBuilder text) {}

    private final Map<QName, List<Value>> values = new HashMap<>();
    private final Deque<Element> open = new ArrayDeque<>();

    void start(XMLStreamReader xml) {
        QName name = xml.getName();
        String language = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        open.push(
                new Element(
                        name,
                        language == null ? DescriptiveMetadata.DEFAULT_LANGUAGE : language,
                        new StringBuilder()));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            QName attribute = xml.getAttributeName(i);
            if (name.equals(ABOUT)) {
                add(attribute, DescriptiveMetadata.DEFAULT_LANGUAGE, xml.getAttributeValue(i));
            } else if (attribute.equals(RESOURCE)) {
                add(name, DescriptiveMetadata.DEFAULT_LANGUAGE, xml.getAttributeValue(i));
            }
        }
    }

    void text(String text) {
        Element element = open.peek();
        if (element != null) {
            element.text().append(text);
        }
    }

    void end() {
        Element element = open.pop();
        add(element.name().equals(ITEM) ? property() : element.name(), element);
    }

    /** Two levels above an item: property, container, item. */
    private QName property() {
        return open.stream().skip(1).findFirst().map(Element::name).orElse(ITEM);
    }

    private void add(QName name, Element element) {
        add(name, element.language(), element.text().toString());
    }

    private void add(QName name, String language, String text) {
        if (!KNOWN.contains(name)) {
            return;
        }
        String clean = MetadataText.clean(text);
        List<Value> found = values.computeIfAbsent(name, key -> new ArrayList<>());
        if (!clean.isEmpty() && found.size() < MAX_VALUES) {
            found.add(new Value(language, clean));
        }
    }

    List<Value> values(QName name) {
        return values.getOrDefault(name, List.of());
    }

    @Nullable String first(QName name) {
        return values(name).stream().map(Value::text).findFirst().orElse(null);
    }
}
