package dev.dupabase.imports.http;

import dev.dupabase.imports.source.Upload;
import dev.dupabase.imports.source.UploadName;
import dev.dupabase.imports.source.Uploads;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.jspecify.annotations.Nullable;

/// A multipart form, read as it comes: its file goes straight to the disk.
final class UploadForm {
    private static final int LONGEST_FIELD = 1000;
    private static final int MOST_PARTS = 20;

    private final Uploads uploads;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable Upload upload;

    private UploadForm(Uploads uploads) {
        this.uploads = uploads;
    }

    /// @throws ApiException 400 if it is no such form, 413 if it is too large
    static UploadForm read(HttpServletRequest request, Uploads uploads, Project project, UUID user)
            throws IOException {
        var form = new UploadForm(uploads);
        boolean read = false;
        try {
            form.read(request, project, user);
            read = true;
            return form;
        } finally {
            if (!read) {
                form.discard();
            }
        }
    }

    Optional<Upload> upload() {
        return Optional.ofNullable(upload);
    }

    /// Removes the file that came.
    void discard() {
        if (upload != null) {
            uploads.remove(upload.projectId(), upload.id());
        }
    }

    /// A field that says yes or no.
    boolean isSet(String name, boolean otherwise) {
        var value = fields.getOrDefault(name, "");
        return switch (value) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new ApiException(
                                    CommonError.MALFORMED_REQUEST, name + " is true or false")
                            .field(name, "must be true or false");
        };
    }

    /// The file that was analysed before.
    Optional<UUID> uploadId() {
        var value = fields.getOrDefault("upload_id", "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            throw new ApiException(CommonError.MALFORMED_REQUEST, "upload_id is no id", e)
                    .field("upload_id", "must be a UUID");
        }
    }

    private void read(HttpServletRequest request, Project project, UUID user) throws IOException {
        var type = String.valueOf(request.getContentType());
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw malformed("the dump comes as multipart/form-data", null);
        }
        try {
            var parts = new FileUpload().getItemIterator(new Body(request));
            for (int i = 0; parts.hasNext(); i++) {
                if (i == MOST_PARTS) {
                    throw malformed("the form has too many parts", null);
                }
                part(parts, project, user);
            }
        } catch (FileUploadException | FileUploadIOException e) {
            throw malformed("the form cannot be read", e);
        }
    }

    private void part(FileItemIterator parts, Project project, UUID user) throws IOException {
        FileItemStream part;
        try {
            part = parts.next();
        } catch (FileUploadException e) {
            throw malformed("the form cannot be read", e);
        }
        try (var content = part.openStream()) {
            if (part.isFormField()) {
                var value = content.readNBytes(LONGEST_FIELD);
                fields.put(part.getFieldName(), new String(value, StandardCharsets.UTF_8).strip());
            } else if ("file".equals(part.getFieldName())) {
                if (upload != null) {
                    throw malformed("one dump at a time", null);
                }
                upload = uploads.store(project, user, UploadName.of(part.getName()), content);
            }
        }
    }

    private static ApiException malformed(String text, @Nullable Throwable cause) {
        return new ApiException(CommonError.MALFORMED_REQUEST, text, cause);
    }

    private record Body(HttpServletRequest request) implements UploadContext {
        @Override
        public long contentLength() {
            return request.getContentLengthLong();
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return String.valueOf(request.getContentType());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return request.getInputStream();
        }
    }
}
