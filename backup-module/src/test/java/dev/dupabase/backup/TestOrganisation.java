package dev.dupabase.backup;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestS3;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/// An organisation with one project, and a bucket for its backups.
public record TestOrganisation(BackupClient client, Project project, TestS3 s3, String bucket) {
    public static TestOrganisation create(int port, ProjectProvisioner provisioner, TestS3 s3) {
        var client = new BackupClient(port);
        var project = newProject(provisioner, client.organisation());
        return new TestOrganisation(client, project, s3, s3.newBucket());
    }

    public static Project newProject(ProjectProvisioner provisioner, UUID organisation) {
        return provisioner.create(
                new NewProject(
                        organisation,
                        null,
                        "Shop " + UUID.randomUUID(),
                        JsonNodeFactory.instance.objectNode(),
                        null));
    }

    /// Saves settings; those given count besides what every test needs.
    public BackupClient.Answer save(Map<String, ?> more) {
        var wish = new HashMap<String, Object>();
        wish.put("platform_password", "right");
        wish.put("s3_endpoint", s3.endpoint());
        wish.put("s3_bucket", bucket);
        wish.put("s3_access_key", TestS3.ACCESS_KEY);
        wish.put("s3_secret_key", TestS3.SECRET_KEY);
        wish.putAll(more);
        return client.post("/settings", wish);
    }
}
