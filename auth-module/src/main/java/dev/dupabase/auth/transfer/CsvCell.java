package dev.dupabase.auth.transfer;

/// One field of a CSV file. What a spreadsheet would take for a formula gets an apostrophe in
/// front, which is taken off again when the file is read.
final class CsvCell {
    private static final String BEGINS_FORMULA = "=+-@\t\r";

    private CsvCell() {}

    static String write(String text) {
        var safe = isFormula(text) || isMarked(text) ? "'" + text : text;
        return safe.chars().anyMatch(letter -> "\",\r\n".indexOf(letter) >= 0)
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }

    static String read(String field) {
        return isMarked(field) ? field.substring(1) : field;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    /// Apostrophes before what looks like a formula, as many as there may be.
    private static boolean isMarked(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at > 0 && isFormula(text.substring(at));
    }
}
