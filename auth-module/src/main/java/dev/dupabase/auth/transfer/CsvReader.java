package dev.dupabase.auth.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Comma-separated values (RFC 4180), record by record.
final class CsvReader {
    private static final int MOST_FIELDS = 100;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final BoundedInput input;
    private final Reader reader;
    private int next;

    CsvReader(InputStream input) throws IOException, FileFault {
        this.input = new BoundedInput(input);
        this.reader =
                new BufferedReader(
                        new InputStreamReader(this.input, StandardCharsets.UTF_8.newDecoder()));
        advance();
        if (next == BYTE_ORDER_MARK) {
            advance();
        }
    }

    /// Empty at the end.
    Optional<List<String>> record() throws IOException, FileFault {
        while (next == '\r' || next == '\n') {
            advance();
        }
        if (next < 0) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        fields.add(field());
        while (next == ',') {
            advance();
            fields.add(field());
            if (fields.size() > MOST_FIELDS) {
                throw new FileFault("more than %d columns".formatted(MOST_FIELDS));
            }
        }
        if (next >= 0 && next != '\r' && next != '\n') {
            throw new FileFault("text behind a closing quotation mark");
        }
        input.entryDone();
        return Optional.of(fields);
    }

    private String field() throws IOException, FileFault {
        var text = new StringBuilder();
        if (next != '"') {
            while (next >= 0 && next != ',' && next != '\r' && next != '\n') {
                text.append((char) next);
                advance();
            }
            return text.toString();
        }
        advance();
        while (true) {
            if (next < 0) {
                throw new FileFault("a quotation mark is not closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return text.toString();
                }
            }
            text.append((char) next);
            advance();
        }
    }

    private void advance() throws IOException, FileFault {
        try {
            next = reader.read();
        } catch (CharacterCodingException e) {
            throw new FileFault("not UTF-8");
        } catch (BoundedInput.EntryTooLarge e) {
            throw new FileFault(String.valueOf(e.getMessage()));
        }
    }
}
