package dev.dupabase.backup.setting;

import dev.dupabase.backup.crypt.AgeKeys;
import dev.dupabase.backup.error.BackupError;
import dev.dupabase.backup.setting.Settings.Encryption;
import dev.dupabase.backup.store.Location;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.secret.Secret;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes an organisation's settings, and writes down who did.
@Service
class SettingsService {
    private final SettingsStore store;
    private final LocationStore locations;
    private final ProjectDirectory projects;
    private final AuditTrail trail;
    private final Clock clock;

    SettingsService(
            SettingsStore store,
            LocationStore locations,
            ProjectDirectory projects,
            AuditTrail trail,
            Clock clock) {
        this.store = store;
        this.locations = locations;
        this.projects = projects;
        this.trail = trail;
        this.clock = clock;
    }

    /// @throws ApiException [BackupError#BACKUP_SETTINGS_NOT_FOUND]
    Settings get(UUID orgId) {
        return store.find(orgId)
                .orElseThrow(() ->
                        new ApiException(
                                BackupError.BACKUP_SETTINGS_NOT_FOUND,
                                "backups are not set up for this organisation"));
    }

    /// The bucket that somebody means, with the stored keys if none are given.
    Location location(UUID orgId, SettingsWish wish) {
        var keys = keys(orgId, wish);
        return new Location(
                Checked.endpoint(wish.s3Endpoint()),
                Checked.region(wish.s3Region()),
                Checked.bucket(wish.s3Bucket()),
                keys.access(),
                keys.secret());
    }

    private record Keys(Secret access, Secret secret) {}

    private Keys keys(UUID orgId, SettingsWish wish) {
        if (isEmpty(wish.s3AccessKey()) && isEmpty(wish.s3SecretKey())) {
            var stored = store.find(orgId);
            if (stored.isPresent()) {
                var location = stored.get().location();
                return new Keys(location.accessKey(), location.secretKey());
            }
        }
        return new Keys(
                new Secret(Checked.key("s3_access_key", wish.s3AccessKey())),
                new Secret(Checked.key("s3_secret_key", wish.s3SecretKey())));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Transactional
    Settings save(Caller caller, UUID orgId, SettingsWish wish) {
        var location = location(orgId, wish);
        var former = store.find(orgId);
        var wanted =
                new Settings(
                        former.map(Settings::id).orElseGet(UUID::randomUUID),
                        orgId,
                        locations.save(orgId, location),
                        location,
                        Checked.prefix(wish.s3PathPrefix()),
                        Checked.schedule(wish.schedule()),
                        Checked.retentionDays(wish.retentionDays()),
                        projectIds(orgId, wish.projectIds()),
                        true,
                        Boolean.TRUE.equals(wish.verify()),
                        new Encryption(
                                Checked.encryption(wish.encryption()),
                                Checked.recipients(wish.ageRecipients()),
                                ""),
                        clock.instant(),
                        clock.instant());
        store.save(wanted);
        if (wanted.encryption().wanted()) {
            giveIdentity(wanted.id());
        }
        trail.write(
                caller,
                Deed.by(caller, BackupAction.SAVE_BACKUP_SETTINGS, wanted.id())
                        .inOrganisation(orgId)
                        .with(
                                Map.of(
                                        "endpoint", location.endpoint().toString(),
                                        "bucket", location.bucket(),
                                        "schedule", wanted.schedule().label(),
                                        "encrypted", wanted.encryption().wanted())));
        return get(orgId);
    }

    private void giveIdentity(UUID id) {
        var pair = AgeKeys.generate();
        store.identity(id, pair.publicKey(), pair.identity());
    }

    private List<UUID> projectIds(UUID orgId, @Nullable List<UUID> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return List.of();
        }
        var known = new HashSet<UUID>();
        projects.inOrganisation(orgId).stream().map(Project::id).forEach(known::add);
        for (var id : wanted) {
            if (!known.contains(id)) {
                throw Checked.invalid(
                        "project_ids", "names %s, which is no project of it".formatted(id));
            }
        }
        return List.copyOf(new LinkedHashSet<>(wanted));
    }

    @Transactional
    Settings enable(Caller caller, UUID orgId, boolean enabled) {
        var settings = get(orgId);
        store.enable(orgId, enabled);
        trail.write(
                caller,
                Deed.by(
                                caller,
                                enabled ? BackupAction.ENABLE_BACKUP : BackupAction.DISABLE_BACKUP,
                                settings.id())
                        .inOrganisation(orgId));
        return get(orgId);
    }
}
