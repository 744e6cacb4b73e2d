package io.darkroom.imaging;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XMP packet (ISO 16684-1). Document types are refused, so there are no entities to
 * expand; depth and number of elements are bounded. What is not sound XML counts as absent.
 */
final class XmpReader {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 20_000;

    private XmpReader() {}

    static DescriptiveMetadata read(byte[] packet) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(packet));
            return metadata(properties(xml));
        } catch (XMLStreamException | RuntimeException e) {
            return DescriptiveMetadata.NONE;
        }
    }

    private static XmpProperties properties(XMLStreamReader xml) throws XMLStreamException {
        XmpProperties properties = new XmpProperties();
        int depth = 0;
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.DTD ->
                        throw new XMLStreamException("XMP has no document type");
                case XMLStreamReader.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                        throw new XMLStreamException("XMP is too deep or too long");
                    }
                    properties.start(xml);
                }
                case XMLStreamReader.CHARACTERS -> properties.text(xml.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    depth--;
                    properties.end();
                }
                default -> {
                    // Comments and processing instructions carry no property.
                }
            }
        }
        return properties;
    }

    private static DescriptiveMetadata metadata(XmpProperties xmp) {
        return new DescriptiveMetadata(
                xmp.first(XmpNames.HEADLINE),
                byLanguage(xmp, XmpNames.DESCRIPTION),
                xmp.values(XmpNames.SUBJECT).stream().map(XmpProperties.Value::text).toList(),
                byLanguage(xmp, XmpNames.ALT_TEXT),
                byLanguage(xmp, XmpNames.LONG_TEXT),
                provenance(xmp));
    }

    private static @Nullable Provenance provenance(XmpProperties xmp) {
        String type = xmp.first(XmpNames.SOURCE_TYPE);
        return type == null
                ? null
                : new Provenance(
                        type,
                        xmp.first(XmpNames.AI_SYSTEM),
                        xmp.first(XmpNames.AI_VERSION),
                        xmp.first(XmpNames.AI_PROMPT),
                        xmp.first(XmpNames.AI_WRITER));
    }

    private static Map<String, String> byLanguage(XmpProperties xmp, QName name) {
        List<XmpProperties.Value> values = xmp.values(name);
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach(value -> texts.putIfAbsent(value.language(), value.text()));
        return texts;
    }
}
