package dev.dupabase.rest.http;

import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;

/// Media types as `Content-Type` spells them (contracts/rest.md H13).
final class ContentTypes {
    private static final String CHARSET = "; charset=utf-8";
    private static final String JSON = Known.JSON.label() + CHARSET;

    private ContentTypes() {}

    static String of(MediaType media) {
        return switch (media) {
            case Known.JSON, Known.ANY -> JSON;
            case Known.OCTETS -> media.label();
            case MediaType.Other other -> other.label();
            case Known known -> known.label() + CHARSET;
            case MediaType.Plan plan -> plan.label() + CHARSET;
        };
    }
}
