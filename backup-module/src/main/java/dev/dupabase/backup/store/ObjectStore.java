package dev.dupabase.backup.store;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// One bucket. Every call may throw a [StoreFault] that says what is wrong.
public final class ObjectStore implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;

    ObjectStore(S3Client client, S3Presigner presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /// Whether there is such a bucket and the keys open it.
    public void check() throws StoreFault {
        call(() -> client.headBucket(head -> head.bucket(bucket)));
    }

    /// The size of an object; empty if there is none.
    public Optional<Long> size(String key) throws StoreFault {
        try {
            return Optional.of(
                    client.headObject(head -> head.bucket(bucket).key(key)).contentLength());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw Faults.explain(e);
        } catch (SdkException e) {
            throw Faults.explain(e);
        }
    }

    public void put(String key, byte[] content, String mediaType) throws StoreFault {
        call(() ->
                client.putObject(
                        put -> put.bucket(bucket).key(key).contentType(mediaType),
                        RequestBody.fromBytes(content)));
    }

    /// The bytes of an object; to be closed.
    public InputStream get(String key) throws StoreFault {
        return call(() -> client.getObject(get -> get.bucket(bucket).key(key)));
    }

    /// Deletes an object; whether there was one or not.
    public void delete(String key) throws StoreFault {
        call(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    /// An address from which anybody can fetch an object for a while, under a file name.
    public URI presign(String key, String fileName, Duration valid) {
        var signed =
                presigner.presignGetObject(request ->
                        request.signatureDuration(valid)
                                .getObjectRequest(get ->
                                        get.bucket(bucket)
                                                .key(key)
                                                .responseContentDisposition(
                                                        "attachment; filename=\"%s\""
                                                                .formatted(fileName))));
        return URI.create(signed.url().toString());
    }

    /// Begins an upload whose length nobody knows yet.
    ///
    /// @param partBytes how large its parts are; at most 10 000 make an object
    public PartedUpload upload(String key, int partBytes) throws StoreFault {
        var id =
                call(() ->
                                client.createMultipartUpload(create ->
                                        create.bucket(bucket)
                                                .key(key)
                                                .contentType("application/octet-stream")))
                        .uploadId();
        return new PartedUpload(this, key, id, partBytes);
    }

    /// Throws away what was uploaded so far; no fault if that has happened already.
    public void abort(String key, String uploadId) throws StoreFault {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(uploadId));
        } catch (NoSuchUploadException e) {
            // gone, as it should be
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw Faults.explain(e);
            }
        } catch (SdkException e) {
            throw Faults.explain(e);
        }
    }

    CompletedPart uploadPart(
            String key, String uploadId, int number, String md5, byte[] buffer, int length)
            throws StoreFault {
        var answer =
                call(() ->
                        client.uploadPart(
                                part ->
                                        part.bucket(bucket)
                                                .key(key)
                                                .uploadId(uploadId)
                                                .partNumber(number)
                                                .contentMD5(md5)
                                                .contentLength((long) length),
                                RequestBody.fromContentProvider(
                                        () -> new java.io.ByteArrayInputStream(buffer, 0, length),
                                        length,
                                        "application/octet-stream")));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    void complete(String key, String uploadId, List<CompletedPart> parts) throws StoreFault {
        call(() ->
                client.completeMultipartUpload(complete ->
                        complete.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .multipartUpload(upload -> upload.parts(parts))));
    }

    private static <T> T call(Supplier<T> work) throws StoreFault {
        try {
            return work.get();
        } catch (SdkException e) {
            throw Faults.explain(e);
        }
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
