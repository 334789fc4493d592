package dev.dupabase.rest.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.project.ProjectRef;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {
    private static final ProjectRef SHOP = new ProjectRef("shopshopshopshopshop");
    private static final ProjectRef BLOG = new ProjectRef("blogblogblogblogblog");

    private final RememberedTokens<String> tokens = new RememberedTokens<>();

    @Test
    void a_project_has_as_many_as_it_may_and_the_first_to_come_goes_first() {
        for (var token : new String[] {"a", "b", "c"}) {
            tokens.remember(SHOP, token, token, 2);
        }

        assertThat(tokens.find(SHOP, "a")).isNull();
        assertThat(tokens.find(SHOP, "b")).isEqualTo("b");
        assertThat(tokens.find(SHOP, "c")).isEqualTo("c");
    }

    @Test
    void projects_do_not_take_room_from_each_other() {
        tokens.remember(BLOG, "a", "blog", 2);
        for (int i = 0; i < 10; i++) {
            tokens.remember(SHOP, "token" + i, "shop", 2);
        }

        assertThat(tokens.find(BLOG, "a")).isEqualTo("blog");
        assertThat(tokens.find(SHOP, "a")).isNull();
        assertThat(tokens.count(SHOP)).isEqualTo(2);
    }

    @Test
    void all_together_are_bounded_whatever_one_may() throws InterruptedException {
        for (int i = 0; i < 60_000; i++) {
            tokens.remember(SHOP, "token" + i, "", Integer.MAX_VALUE);
        }

        for (int i = 0; i < 300 && tokens.count(SHOP) > 25_000; i++) {
            Thread.sleep(100);
        }
        assertThat(tokens.count(SHOP)).isLessThan(25_000);
    }
}
