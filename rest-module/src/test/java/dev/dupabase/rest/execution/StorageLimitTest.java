package dev.dupabase.rest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.rest.testserver.Room;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that is as large as it may be.
class StorageLimitTest {
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static RestServer server;

    @BeforeAll
    static void start() {
        server =
                RestServer.start(
                        """
                        create table note (id int primary key, body text);
                        create function count_notes() returns bigint language sql volatile
                            as 'select count(*) from note';
                        create function add_note(id int) returns void language sql
                            as 'insert into note values (id)';
                        grant all on note to anon;
                        """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fill() {
        server.bean(Room.class).full(false);
        server.send("DELETE", "/note?id=gte.0", "");
        server.send("POST", "/note", "[{\"id\":1,\"body\":\"a\"},{\"id\":2,\"body\":null}]", JSON);
        server.bean(Room.class).full(true);
    }

    @Test
    void nothing_is_stored_and_the_refusal_says_why() {
        for (var write :
                new HttpResponse<?>[] {
                    server.send("POST", "/note", "{\"id\":3}", JSON),
                    server.send("PATCH", "/note?id=eq.1", "{\"body\":\"longer\"}", JSON),
                    server.send("PUT", "/note?id=eq.3", "{\"id\":3,\"body\":\"b\"}", JSON),
                    server.send("POST", "/rpc/add_note", "{\"id\":3}", JSON)
                }) {
            assertThat(write.statusCode()).as("%s", write.body()).isEqualTo(403);
            assertThat((String) write.body())
                    .contains("\"code\":\"DUP600\"")
                    .contains("at their size limit");
        }
        assertThat(server.get("/note?select=id,body").body())
                .isEqualTo("[{\"id\":1,\"body\":\"a\"}, \n {\"id\":2,\"body\":null}]");
    }

    @Test
    void reading_deleting_and_functions_that_do_not_write_go_on() {
        assertThat(server.get("/note").statusCode()).isEqualTo(200);
        assertThat(server.send("POST", "/rpc/count_notes", "{}", JSON).body()).isEqualTo("2");
        assertThat(server.send("DELETE", "/note?id=eq.2", "").statusCode()).isEqualTo(204);
        assertThat(server.send("POST", "/rpc/count_notes", "{}", JSON).body()).isEqualTo("1");
    }

    @Test
    void when_there_is_room_again_writes_go_on() {
        server.bean(Room.class).full(false);

        assertThat(server.send("POST", "/note", "{\"id\":3}", JSON).statusCode()).isEqualTo(201);
    }
}
