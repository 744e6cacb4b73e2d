package io.darkroom.moderation.desk;

/** How well text stands out from its ground. */
final class Contrast {
    /**
     * A function for a browser: texts on the page whose contrast is under 4.5 to 1 (WCAG 2.2,
     * 1.4.3), with their ratio. Colours are opaque on this page.
     */
    static final String TOO_WEAK =
            """
            () => {
              const light = (color) => {
                const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
                  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = (node) => {
                const color = getComputedStyle(node).backgroundColor;
                return color !== 'rgba(0, 0, 0, 0)' || !node.parentElement
                  ? color : ground(node.parentElement);
              };
              const ratio = (node) => {
                const [one, other] = [light(getComputedStyle(node).color), light(ground(node))];
                return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
              };
              return [...document.body.querySelectorAll('*')]
                .filter((node) => node.checkVisibility()
                  && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
                .filter((node) => ratio(node) < 4.5)
                .map((node) => `${node.textContent.trim()}: ${ratio(node).toFixed(2)}`);
            }
            """;

    private Contrast() {}
}
