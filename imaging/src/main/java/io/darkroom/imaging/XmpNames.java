package io.darkroom.imaging;

import javax.xml.namespace.QName;

/** The XMP properties that are read and written. */
final class XmpNames {

    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static final String META = "adobe:ns:meta/";
    static final String DC = "http://purl.org/dc/elements/1.1/";
    static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    static final String IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    static final QName DESCRIPTION = new QName(DC, "description", "dc");
    static final QName SUBJECT = new QName(DC, "subject", "dc");
    static final QName HEADLINE = new QName(PHOTOSHOP, "Headline", "photoshop");
    static final QName ALT_TEXT = new QName(IPTC_CORE, "AltTextAccessibility", "Iptc4xmpCore");
    static final QName LONG_TEXT = new QName(IPTC_CORE, "ExtDescrAccessibility", "Iptc4xmpCore");
    static final QName SOURCE_TYPE = new QName(IPTC_EXT, "DigitalSourceType", "Iptc4xmpExt");
    static final QName AI_SYSTEM = new QName(IPTC_EXT, "AISystemUsed", "Iptc4xmpExt");
    static final QName AI_VERSION = new QName(IPTC_EXT, "AISystemVersionUsed", "Iptc4xmpExt");
    static final QName AI_PROMPT = new QName(IPTC_EXT, "AIPromptInformation", "Iptc4xmpExt");
    static final QName AI_WRITER = new QName(IPTC_EXT, "AIPromptWriterName", "Iptc4xmpExt");

    private XmpNames() {}
}
