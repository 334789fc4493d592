package dev.dupabase.backup.store;

import dev.dupabase.platform.outbound.GuardedStreams;
import java.time.Duration;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Opens buckets. Nothing of the machine's own AWS configuration is used.
@Component
public class ObjectStores {
    private static final Duration WORK = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final GuardedSdkClient http;

    ObjectStores(GuardedStreams streams) {
        this.http = new GuardedSdkClient(streams);
    }

    /// For work that lasts: calls are repeated where that may help.
    public ObjectStore open(Location location) {
        return open(location, WORK, AwsRetryStrategy.standardRetryStrategy());
    }

    /// For somebody who waits: one try, a few seconds.
    public ObjectStore openBriefly(Location location) {
        return open(location, LOOK, AwsRetryStrategy.doNotRetry());
    }

    private ObjectStore open(
            Location location,
            Duration patience,
            software.amazon.awssdk.retries.api.RetryStrategy retries) {
        var noProfile = ProfileFile.aggregator().build();
        var client =
                S3Client.builder()
                        .httpClient(http)
                        .endpointOverride(location.endpoint())
                        .region(Region.of(location.region()))
                        .credentialsProvider(credentials(location))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(configuration(location))
                        .overrideConfiguration(
                                ClientOverrideConfiguration.builder()
                                        .apiCallAttemptTimeout(patience)
                                        .retryStrategy(retries)
                                        .defaultProfileFile(noProfile)
                                        .build())
                        .build();
        return new ObjectStore(client, presigner(location), location.bucket());
    }

    private static S3Presigner presigner(Location location) {
        return S3Presigner.builder()
                .endpointOverride(location.endpoint())
                .region(Region.of(location.region()))
                .credentialsProvider(credentials(location))
                .serviceConfiguration(configuration(location))
                .build();
    }

    private static StaticCredentialsProvider credentials(Location location) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                        location.accessKey().reveal(), location.secretKey().reveal()));
    }

    private static S3Configuration configuration(Location location) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(location.isPathStyle())
                .chunkedEncodingEnabled(false)
                .build();
    }
}
