package dev.dupabase.auth.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes HTML and knows at each value what it stands in: text, an attribute, an address, a part of
/// an address, or a place where values have no business.
final class HtmlOutput implements GoTemplate.Output {
    private enum Place {
        TEXT,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE_NAME,
        AFTER_EQUALS,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        UNQUOTED,
        COMMENT
    }

    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "formaction", "cite", "background", "poster");
    private static final Pattern BAD_SCHEME =
            Pattern.compile(
                    "(?i)^[\\s\\x00-\\x1f]*(javascript|data|vbscript|file)[\\s]*:.*",
                    Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder();
    private Place place = Place.TEXT;
    private final StringBuilder name = new StringBuilder();
    private String tag = "";
    private final StringBuilder attributeValue = new StringBuilder();

    @Override
    public void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            step(text.charAt(i));
        }
        out.append(text);
    }

    @Override
    public void value(String text) {
        out.append(
                switch (place) {
                    case TEXT -> inRawText() ? "" : escape(text);
                    case DOUBLE_QUOTED, SINGLE_QUOTED -> escape(attribute(text));
                    case AFTER_EQUALS, UNQUOTED ->
                            escape(attribute(text)).replaceAll("[\\s=`]", "");
                    case TAG_NAME, IN_TAG, ATTRIBUTE_NAME -> text.replaceAll("[^A-Za-z0-9-]", "");
                    case COMMENT -> "";
                });
        if (place == Place.AFTER_EQUALS) {
            place = Place.UNQUOTED;
        }
        attributeValue.append(text);
    }

    @Override
    public String result() {
        return out.toString();
    }

    @Override
    public int length() {
        return out.length();
    }

    private void step(char c) {
        switch (place) {
            case TEXT -> {
                if (c == '<') {
                    place = Place.TAG_NAME;
                    name.setLength(0);
                }
            }
            case TAG_NAME -> inTagName(c);
            case IN_TAG, ATTRIBUTE_NAME -> inTag(c);
            case AFTER_EQUALS -> {
                if (c == '"' || c == '\'') {
                    place = c == '"' ? Place.DOUBLE_QUOTED : Place.SINGLE_QUOTED;
                } else if (c == '>') {
                    endTag();
                } else if (!Character.isWhitespace(c)) {
                    place = Place.UNQUOTED;
                    attributeValue.append(c);
                }
            }
            case DOUBLE_QUOTED -> inQuotes(c, '"');
            case SINGLE_QUOTED -> inQuotes(c, '\'');
            case UNQUOTED -> {
                if (c == '>') {
                    endTag();
                } else if (Character.isWhitespace(c)) {
                    place = Place.IN_TAG;
                    name.setLength(0);
                } else {
                    attributeValue.append(c);
                }
            }
            case COMMENT -> {
                name.append(c);
                if (name.toString().endsWith("-->")) {
                    place = Place.TEXT;
                }
            }
        }
    }

    private void inTagName(char c) {
        if (c == '>') {
            tag = name.toString().toLowerCase(Locale.ROOT);
            endTag();
        } else if (Character.isWhitespace(c)) {
            tag = name.toString().toLowerCase(Locale.ROOT);
            place = Place.IN_TAG;
            name.setLength(0);
        } else {
            name.append(c);
            if (name.toString().equals("!--")) {
                place = Place.COMMENT;
                name.setLength(0);
            }
        }
    }

    private void inTag(char c) {
        if (c == '>') {
            endTag();
        } else if (c == '=') {
            place = Place.AFTER_EQUALS;
            attributeValue.setLength(0);
        } else if (Character.isWhitespace(c)) {
            place = Place.IN_TAG;
        } else {
            if (place == Place.IN_TAG) {
                name.setLength(0);
            }
            name.append(c);
            place = Place.ATTRIBUTE_NAME;
        }
    }

    private void inQuotes(char c, char quote) {
        if (c == quote) {
            place = Place.IN_TAG;
            name.setLength(0);
        } else {
            attributeValue.append(c);
        }
    }

    private void endTag() {
        place = Place.TEXT;
        name.setLength(0);
    }

    private boolean inRawText() {
        return tag.equals("script") || tag.equals("style");
    }

    private String attribute(String text) {
        var attribute = name.toString().toLowerCase(Locale.ROOT);
        if (attribute.startsWith("on") || attribute.equals("style")) {
            return text.replaceAll("[^A-Za-z0-9 ._-]", "");
        }
        if (!ADDRESSES.contains(attribute)) {
            return text;
        }
        if (attributeValue.indexOf("?") >= 0 || attributeValue.indexOf("#") >= 0) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
        if (attributeValue.isEmpty() && BAD_SCHEME.matcher(text).matches()) {
            return "#";
        }
        return address(text);
    }

    /// Leaves what addresses are made of as it is, and encodes the rest.
    private static String address(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128
                    && (Character.isLetterOrDigit(c)
                            || "-._~:/?#[]@!$&'()*+,;=%".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
