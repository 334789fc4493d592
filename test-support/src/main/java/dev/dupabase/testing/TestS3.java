package dev.dupabase.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// A real S3 server in this process, over http, with its objects in memory (S3Proxy): it checks
/// signatures, and can be made to fail. It ends with the JVM, or when it is closed.
///
/// Whoever uses it depends on `org.gaul:s3proxy` in test scope.
public final class TestS3 implements AutoCloseable {
    public static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-secret-key";
    public static final String REGION = "us-east-1";

    /// What the server keeps of open uploads.
    private static final String OWN = ".s3proxy-";

    private final S3Proxy server;
    private final Faulty store;

    private TestS3(S3Proxy server, Faulty store) {
        this.server = server;
        this.store = store;
    }

    public static TestS3 start() {
        var store = new Faulty(new TransientNio2BlobStore());
        var server =
                S3Proxy.builder()
                        .blobStore(store)
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                        .v4MaxNonChunkedRequestSize(256L << 20)
                        .ignoreUnknownHeaders(true)
                        .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3 does not start", e);
        }
        return new TestS3(server, store);
    }

    /// What happens before each part of an upload is stored.
    @FunctionalInterface
    public interface PartHook {
        /// @param number of the part, from 1
        void before(int number) throws Exception;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /// A new bucket.
    public String newBucket() {
        var name = "b-" + UUID.randomUUID();
        store.createContainer(CreateBucketRequest.builder().bucket(name).build());
        return name;
    }

    /// The keys of all objects, sorted.
    public List<String> keys(String bucket) {
        return store.list(ListObjectsV2Request.builder().bucket(bucket).build()).contents().stream()
                .map(S3Object::key)
                .filter(key -> !key.startsWith(OWN))
                .sorted()
                .toList();
    }

    /// How many uploads were begun and neither completed nor aborted.
    public int openUploads(String bucket) {
        return store.listMultipartUploads(bucket).size();
    }

    public byte[] read(String bucket, String key) {
        try (var stream =
                store.getBlob(GetObjectRequest.builder().bucket(bucket).key(key).build())) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String bucket, String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    /// From now on; null: nothing happens.
    public void onPart(PartHook hook) {
        store.hook.set(hook);
    }

    /// How many parts were stored so far.
    public int parts() {
        return store.parts.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 does not stop", e);
        }
    }

    private static final class Faulty extends ForwardingBlobStore {
        private final AtomicReference<PartHook> hook = new AtomicReference<>();
        private final AtomicInteger parts = new AtomicInteger();

        private Faulty(BlobStore store) {
            super(store);
        }

        @Override
        public UploadPartResponse uploadMultipartPart(
                MultipartUpload upload, UploadPartRequest request, InputStream payload) {
            var wanted = hook.get();
            if (wanted != null) {
                try {
                    wanted.before(request.partNumber());
                } catch (Exception e) {
                    throw new IllegalStateException("as the test wants it", e);
                }
            }
            var answer = super.uploadMultipartPart(upload, request, payload);
            parts.incrementAndGet();
            return answer;
        }
    }
}
