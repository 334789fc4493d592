package dev.dupabase.admin.studio.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.studio.StudioTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CsvTest extends StudioTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeEach
    void table() {
        run(
                "drop table if exists item; create table item (id int primary key, name text, tags text[], secret text)");
    }

    private ApiClient.Answer load(String query, BodyPublisher body) throws Exception {
        return new ApiClient.Answer(
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + base
                                                        + "/tables/item/csv"
                                                        + query))
                                .header("Authorization", "Bearer " + developer.token())
                                .header("Content-Type", "text/csv")
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString()));
    }

    private ApiClient.Answer load(String query, String csv) throws Exception {
        return load(query, BodyPublishers.ofString(csv));
    }

    @Test
    void a_file_comes_in_and_goes_out_as_it_was() throws Exception {
        var file =
                """
                id,name,tags,secret
                1,"a ""quote"", a comma
                and a line","{a,b}",x
                2,"",,
                3,tab\there \\N,{},\\.
                """;
        var answer =
                load("", "\uFEFF" + file.replace("\n", "\r\n").replace("comma\r\n", "comma\n"));
        assertThat(answer.body()).isEqualTo("{\"status\":\"imported\",\"inserted\":3}");
        assertThat(cell("select name is null from item where id = 2")).isEqualTo("false");
        assertThat(cell("select secret is null from item where id = 2")).isEqualTo("true");
        assertThat(cell("select name from item where id = 3")).isEqualTo("tab\there \\N");
        var out = developer.get(base + "/tables/item/csv?order=id");
        assertThat(out.header("Content-Type")).startsWith("text/csv");
        assertThat(out.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"item.csv\"");
        assertThat(out.body()).isEqualTo(file.replace("tab\there \\N", "\"tab\there \\N\""));
        var again = load("", out.body());
        assertThat(again.text("sqlstate")).isEqualTo("23505");
        assertThat(
                        developer
                                .get(base + "/tables/item/csv?filter=id.in.(1,2)&filter=id.gt.1")
                                .body())
                .isEqualTo("id,name,tags,secret\n2,\"\",,\n");
        assertThat(viewer.get(base + "/tables/item/csv").body()).startsWith("id,name,tags\n");
        assertThat(viewer.get(base + "/tables/users/csv?schema=auth").status()).isEqualTo(404);
        assertThat(developer.get(base + "/tables/item/csv?filter=nothing.eq.1").status())
                .isEqualTo(400);
    }

    @Test
    void fields_go_where_they_are_sent() throws Exception {
        var answer =
                load(
                        "?delimiter=%3B&map=" + url("The name:name") + "&map=No:id",
                        "No;x;The name\n7;ignored;seven\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(cell("select name from item where id = 7")).isEqualTo("seven");
        assertThat(load("?map=a:nothing", "a\n1\n").status()).isEqualTo(400);
        assertThat(load("?map=a:id&map=b:id", "a,b\n1,2\n").status()).isEqualTo(400);
        assertThat(load("", "id,unknown\n1,2\n").status()).isEqualTo(400);
        assertThat(load("", "").status()).isEqualTo(400);
    }

    @Test
    void a_fault_is_named_by_its_line_and_nothing_is_left() throws Exception {
        var mistyped = load("", "id,name\n1,a\n2,b\nthree,c\n4,d\n");
        assertThat(mistyped.status()).isEqualTo(400);
        assertThat(mistyped.json().path("line").intValue()).isEqualTo(4);
        assertThat(mistyped.text("error")).startsWith("line 4: invalid input syntax");
        assertThat(load("", "id,name\n1,a\n1,b\n").json().path("line").intValue()).isEqualTo(3);
        assertThat(load("", "id,name\n1,a\n2\n").text("error")).contains("line 3");
        assertThat(load("", "id,name\n1,\"a\n2,b\n").text("error")).contains("line 2", "quote");
        assertThat(cell("select count(*) from item")).isEqualTo("0");
        assertThat(viewer.post(base + "/tables/item/csv", "{}").status()).isIn(403, 415);
    }

    @Test
    void a_long_file_is_read_as_it_comes() throws Exception {
        var rows = 200_000;
        var file =
                IntStream.rangeClosed(1, rows)
                        .mapToObj(row -> row + ",name of it\n")
                        .collect(Collectors.joining("", "id,name\n", ""));
        var answer = load("", file);
        assertThat(answer.json().path("inserted").intValue()).isEqualTo(rows);
        assertThat(developer.get(base + "/tables/item/csv").body().lines().count())
                .isEqualTo(rows + 1);
    }
}
