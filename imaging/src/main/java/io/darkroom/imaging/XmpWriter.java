package io.darkroom.imaging;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an XMP packet (ISO 16684-1) in UTF-8. */
final class XmpWriter {

    private static final String HEAD =
            "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";
    private static final String TAIL = "<?xpacket end=\"r\"?>";

    private final XMLStreamWriter xml;

    private XmpWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(DescriptiveMetadata metadata) {
        StringWriter text = new StringWriter();
        try {
            new XmpWriter(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text))
                    .packet(metadata);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The XMP packet could not be written", e);
        }
        return (HEAD + text + TAIL).getBytes(StandardCharsets.UTF_8);
    }

    private void packet(DescriptiveMetadata metadata) throws XMLStreamException {
        xml.writeStartElement("x", "xmpmeta", XmpNames.META);
        xml.writeNamespace("x", XmpNames.META);
        start("RDF");
        xml.writeNamespace("rdf", XmpNames.RDF);
        start("Description");
        xml.writeAttribute("rdf", XmpNames.RDF, "about", "");
        for (QName name :
                List.of(
                        XmpNames.DESCRIPTION,
                        XmpNames.HEADLINE,
                        XmpNames.ALT_TEXT,
                        XmpNames.SOURCE_TYPE)) {
            xml.writeNamespace(name.getPrefix(), name.getNamespaceURI());
        }
        properties(metadata);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.flush();
    }

    private void properties(DescriptiveMetadata metadata) throws XMLStreamException {
        text(XmpNames.HEADLINE, metadata.headline());
        languages(XmpNames.DESCRIPTION, metadata.descriptions());
        bag(XmpNames.SUBJECT, metadata.keywords());
        languages(XmpNames.ALT_TEXT, metadata.altTexts());
        languages(XmpNames.LONG_TEXT, metadata.longDescriptions());
        Provenance provenance = metadata.provenance();
        if (provenance != null) {
            text(XmpNames.SOURCE_TYPE, provenance.digitalSourceType());
            text(XmpNames.AI_SYSTEM, provenance.system());
            text(XmpNames.AI_VERSION, provenance.systemVersion());
            text(XmpNames.AI_PROMPT, provenance.prompt());
            text(XmpNames.AI_WRITER, provenance.promptWriter());
        }
    }

    private void text(QName name, @Nullable String value) throws XMLStreamException {
        if (value == null) {
            return;
        }
        start(name);
        xml.writeCharacters(MetadataText.clean(value));
        xml.writeEndElement();
    }

    private void bag(QName name, List<String> values) throws XMLStreamException {
        if (values.isEmpty()) {
            return;
        }
        start(name);
        start("Bag");
        for (String value : values) {
            item(value, "");
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /**
     * The default comes first, as the standard wants it; the first language where none is named.
     */
    private void languages(QName name, Map<String, String> texts) throws XMLStreamException {
        if (texts.isEmpty()) {
            return;
        }
        Map<String, String> others = new TreeMap<>(texts);
        String everybody = others.remove(DescriptiveMetadata.DEFAULT_LANGUAGE);
        start(name);
        start("Alt");
        item(
                everybody == null ? others.values().iterator().next() : everybody,
                DescriptiveMetadata.DEFAULT_LANGUAGE);
        for (var text : others.entrySet()) {
            item(text.getValue(), text.getKey());
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void item(String value, String language) throws XMLStreamException {
        start("li");
        if (!language.isEmpty()) {
            xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", language);
        }
        xml.writeCharacters(MetadataText.clean(value));
        xml.writeEndElement();
    }

    private void start(String rdf) throws XMLStreamException {
        xml.writeStartElement("rdf", rdf, XmpNames.RDF);
    }

    private void start(QName name) throws XMLStreamException {
        xml.writeStartElement(name.getPrefix(), name.getLocalPart(), name.getNamespaceURI());
    }
}
