package dev.dupabase.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A new organisation with one member of each role, and somebody who has nothing to do with it. The
/// accounts are the same for all organisations of a server: to register one takes a while.
public final class People {
    private static final Map<String, List<ApiClient>> ACCOUNTS = new ConcurrentHashMap<>();
    private static final Map<String, JsonNode> KNOWN = new ConcurrentHashMap<>();

    public final ApiClient owner;
    public final ApiClient admin;
    public final ApiClient developer;
    public final ApiClient viewer;
    public final ApiClient stranger;
    public final String org;

    private final PlatformApiTest test;
    private final JdbcClient platform;

    /// @param family whose accounts; two families share none
    People(PlatformApiTest test, JdbcClient platform, String family) {
        this.test = test;
        this.platform = platform;
        var accounts =
                ACCOUNTS.computeIfAbsent(
                        test.guest().base() + family,
                        server -> Stream.generate(this::account).limit(5).toList());
        this.owner = accounts.get(0);
        this.org =
                owner.post(
                                "/platform/orgs",
                                "{\"name\":\"People\",\"slug\":\"people-%s\"}"
                                        .formatted(UUID.randomUUID().toString().substring(0, 8)))
                        .text("id");
        this.admin = join(accounts.get(1), "admin");
        this.developer = join(accounts.get(2), "developer");
        this.viewer = join(accounts.get(3), "viewer");
        this.stranger = accounts.get(4);
    }

    /// A new account.
    public ApiClient account() {
        return test.register(PlatformApiTest.newEmail());
    }

    /// A new account that is a member with this role.
    public ApiClient member(String role) {
        return join(account(), role);
    }

    /// Makes an account a member.
    public ApiClient join(ApiClient account, String role) {
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        values (cast(:org as uuid), cast(:user as uuid), :role)
                        """)
                .param("org", org)
                .param("user", id(account))
                .param("role", role)
                .update();
        return account;
    }

    public String path() {
        return "/platform/orgs/" + org;
    }

    public String pathOf(ApiClient member) {
        return path() + "/members/" + id(member);
    }

    /// What a member may do there now; empty if it is none.
    public String role(ApiClient member) {
        return platform.sql(
                        """
                        select role from platform.org_members
                        where org_id = cast(:org as uuid) and user_id = cast(:user as uuid)
                        """)
                .param("org", org)
                .param("user", id(member))
                .query(String.class)
                .optional()
                .orElse("");
    }

    public static String id(ApiClient client) {
        return me(client).path("id").stringValue();
    }

    public static String email(ApiClient client) {
        return me(client).path("email").stringValue();
    }

    private static JsonNode me(ApiClient client) {
        return KNOWN.computeIfAbsent(
                client.token(), token -> client.get("/platform/auth/me").json());
    }
}
