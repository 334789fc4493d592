package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.DomainStore;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectChanged.Change;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Changes what can be set of a project: its settings, its site and its domains.
@Component
public class ProjectConfigurator {
    private static final String SITE_URL = "site_url";
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private final ProjectEdit edit;
    private final ProjectStore store;
    private final SettingsEditor settings;
    private final DomainStore domains;

    ProjectConfigurator(
            ProjectEdit edit, ProjectStore store, SettingsEditor settings, DomainStore domains) {
        this.edit = edit;
        this.store = store;
        this.settings = settings;
        this.domains = domains;
    }

    /// Merges a change into the settings.
    ///
    /// @param patch section name → object of changed keys, where null or empty text means the
    ///   default; and `site_url`, if that is to change
    /// @throws ApiException that names the field, if a section is unknown or a value not allowed
    public Project updateSettings(ProjectRef ref, ObjectNode patch) {
        var subject = String.join(",", patch.propertyNames());
        return edit.change(ref, Change.SETTINGS, subject, row -> apply(row, patch.deepCopy()));
    }

    private void apply(ProjectRow row, ObjectNode patch) {
        var project = row.project();
        var siteUrl = project.siteUrl();
        var given = patch.remove(SITE_URL);
        if (given != null) {
            if (!given.isString()) {
                throw new ApiException(ProjectError.PROJECT_INVALID, "site_url must be text")
                        .field(SITE_URL, "must be text");
            }
            siteUrl = SettingsEditor.siteUrl(given.stringValue());
        }
        var merged = settings.merge(project.settings().overrides(), patch);
        store.settings(project, merged, siteUrl);
    }

    /// Gives the project to another organisation. That the caller may do that must be known
    /// already.
    ///
    /// @throws ApiException [ProjectError#PROJECT_NAME_TAKEN], or
    ///   [ProjectError#PROJECT_WRONG_STATE] if it was moved by somebody else meanwhile
    public Project move(ProjectRef ref, UUID from, UUID to) {
        try {
            return edit.change(
                    ref,
                    Change.MOVED,
                    to.toString(),
                    row -> {
                        if (!store.move(ref, from, to)) {
                            throw new ApiException(
                                    ProjectError.PROJECT_WRONG_STATE,
                                    "the project was moved by somebody else meanwhile");
                        }
                    });
        } catch (DuplicateKeyException e) {
            throw new ApiException(
                    ProjectError.PROJECT_NAME_TAKEN,
                    "the other organisation has a project of this name already",
                    e);
        }
    }

    public List<String> domains(Project project) {
        return domains.list(project.id());
    }

    /// Lets a host name mean this project. That the caller may use the name must be known already.
    ///
    /// @throws ApiException [ProjectError#DOMAIN_TAKEN] or [ProjectError#PROJECT_INVALID]
    public Project addDomain(ProjectRef ref, String domain) {
        var name = domain.strip().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(name).matches()) {
            throw new ApiException(ProjectError.PROJECT_INVALID, "not a domain name")
                    .field("domain", "is not a domain name");
        }
        try {
            return edit.change(
                    ref,
                    Change.DOMAIN_ADDED,
                    name,
                    row -> {
                        domains.insert(row.project().id(), name);
                        store.touch(ref);
                    });
        } catch (DuplicateKeyException e) {
            throw new ApiException(
                    ProjectError.DOMAIN_TAKEN, "a project has this domain already", e);
        }
    }

    public Project removeDomain(ProjectRef ref, String domain) {
        var name = domain.strip().toLowerCase(Locale.ROOT);
        return edit.change(
                ref,
                Change.DOMAIN_REMOVED,
                name,
                row -> {
                    domains.remove(row.project().id(), name);
                    store.touch(ref);
                });
    }
}
