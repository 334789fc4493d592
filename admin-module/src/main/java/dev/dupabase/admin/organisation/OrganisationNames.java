package dev.dupabase.admin.organisation;

import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.error.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What organisations may be called.
final class OrganisationNames {
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,48}[a-z0-9]");
    private static final int LONGEST_NAME = 100;

    private OrganisationNames() {}

    static void check(String name, String slug) {
        var problems = new Problems();
        checkName(problems, name);
        checkSlug(problems, slug);
        problems.refuseIfAny();
    }

    /// @param name null: as it is
    /// @param slug null: as it is
    static void checkChange(@Nullable String name, @Nullable String slug, boolean personal) {
        var problems = new Problems();
        if (name != null) {
            checkName(problems, name);
        }
        if (slug != null) {
            problems.require(!personal, "slug", "a personal organisation keeps its slug");
            checkSlug(problems, slug);
        }
        problems.refuseIfAny();
    }

    static ApiException taken() {
        return new ApiException(PlatformError.SLUG_TAKEN, "this slug is taken")
                .field("slug", "this slug is taken");
    }

    private static void checkName(Problems problems, String name) {
        problems.require(
                !name.isEmpty()
                        && name.codePointCount(0, name.length()) <= LONGEST_NAME
                        && name.codePoints().noneMatch(Character::isISOControl),
                "name",
                "a name has 1 to 100 characters");
    }

    private static void checkSlug(Problems problems, String slug) {
        problems.require(
                        SLUG.matcher(slug).matches(),
                        "slug",
                        "a slug has 3 to 50 lower-case letters, digits and hyphens, and begins"
                                + " with a letter")
                .require(
                        !slug.startsWith(Organisations.PERSONAL_SLUG),
                        "slug",
                        "slugs that begin with personal- are kept for personal organisations");
    }
}
