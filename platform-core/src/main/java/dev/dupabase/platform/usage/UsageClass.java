package dev.dupabase.platform.usage;

import dev.dupabase.platform.route.ApiArea;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a project's requests are counted by.
public enum UsageClass {
    REST,
    RPC,
    GRAPHQL,
    AUTH,
    STORAGE,
    REALTIME,
    /// People and their tools, about the project, at the platform API.
    PLATFORM;

    private static final String RPC_PREFIX = "/rest/v1/rpc/";
    private static final String GRAPHQL_PATH = "/rest/v1/rpc/graphql";
    private static final UsageClass[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    /// As the API and the tables spell it.
    public String label() {
        return label;
    }

    /// @return null if there is none such
    public static @Nullable UsageClass ofLabel(String label) {
        for (var one : ALL) {
            if (one.label.equals(label)) {
                return one;
            }
        }
        return null;
    }

    /// Of a request to a project's API.
    ///
    /// @param path without the project's prefix
    public static UsageClass ofPath(String path) {
        return switch (ApiArea.ofPath(path)) {
            case REST -> ofRows(path);
            case AUTH -> AUTH;
            case STORAGE -> STORAGE;
            case REALTIME -> REALTIME;
            case PLATFORM, HEALTH, DOCS, PAGES -> PLATFORM;
        };
    }

    private static UsageClass ofRows(String path) {
        if (!path.startsWith(RPC_PREFIX)) {
            return REST;
        }
        return path.equals(GRAPHQL_PATH) ? GRAPHQL : RPC;
    }
}
