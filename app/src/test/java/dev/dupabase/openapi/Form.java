package dev.dupabase.openapi;

import tools.jackson.databind.JsonNode;

/// A form with a small file, made from the description of one.
final class Form {
    private static final String BOUNDARY = "----form-of-the-test";

    private final StringBuilder body = new StringBuilder();

    Form(JsonNode media) {
        media.path("schema")
                .path("properties")
                .properties()
                .forEach(field -> {
                    if (field.getValue().path("format").asString("").equals("binary")) {
                        add(
                                "name=\"%s\"; filename=\"dump.sql\"".formatted(field.getKey()),
                                "create table t (id int);");
                    }
                });
        body.append("--").append(BOUNDARY).append("--\r\n");
    }

    private void add(String disposition, String content) {
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; ")
                .append(disposition)
                .append("\r\n\r\n")
                .append(content)
                .append("\r\n");
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    String body() {
        return body.toString();
    }
}
