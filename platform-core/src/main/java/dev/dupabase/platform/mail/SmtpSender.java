package dev.dupabase.platform.mail;

import dev.dupabase.platform.secret.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands a mail to a server, encrypted where the server can; a password goes out in no other way,
/// except to this machine.
@Component
class SmtpSender {
    private static final int IMPLICIT_TLS = 465;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MailProperties properties;

    SmtpSender(MailProperties properties) {
        this.properties = properties;
    }

    /// A server did not take a mail.
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;

        NotTaken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    void send(MailServer server, Mail mail) throws NotTaken {
        try {
            var addresses = InetAddress.getAllByName(server.host());
            if (server.ownersChoice()
                    && !properties.allowPrivateServers()
                    && Arrays.stream(addresses).anyMatch(SmtpSender::isPrivate)) {
                throw new NotTaken("mail server in a private network", new MessagingException());
            }
            var sender =
                    sender(
                            server,
                            Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress));
            sender.send(message(sender, server, mail));
        } catch (UnknownHostException
                | MailException
                | MessagingException
                | UnsupportedEncodingException e) {
            throw new NotTaken("%s did not take the mail".formatted(server.host()), e);
        }
    }

    private static JavaMailSenderImpl sender(MailServer server, boolean local) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var login = !server.user().isEmpty();
        if (login) {
            sender.setUsername(server.user());
            sender.setPassword(server.password().map(Secret::reveal).orElse(""));
        }
        var properties = new Properties();
        var patience = Long.toString(PATIENCE.toMillis());
        properties.put("mail.smtp.connectiontimeout", patience);
        properties.put("mail.smtp.timeout", patience);
        properties.put("mail.smtp.writetimeout", patience);
        properties.put("mail.smtp.auth", Boolean.toString(login));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (server.port() == IMPLICIT_TLS) {
            properties.put("mail.smtp.ssl.enable", "true");
        } else {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", Boolean.toString(login && !local));
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }

    private static MimeMessage message(JavaMailSenderImpl sender, MailServer server, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        var message = sender.createMimeMessage();
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(server.from(), server.senderName(), "UTF-8"));
        helper.setTo(new InternetAddress(mail.to(), true));
        helper.setSubject(oneLine(mail.subject()));
        helper.setText(mail.html(), true);
        for (var header : mail.headers().entrySet()) {
            message.setHeader(oneLine(header.getKey()), oneLine(header.getValue()));
        }
        return message;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }

    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc)
                || (bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    }
}
