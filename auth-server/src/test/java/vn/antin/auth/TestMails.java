package vn.antin.auth;

import static vn.antin.auth.Patience.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that the test servers of this JVM have written. */
public final class TestMails {
  private static final Path FOLDER = create();

  private TestMails() {}

  /** A mail as its reader sees it. */
  public record Received(String to, String subject, String text) {
    /** The first thing in the text that matches. */
    public String find(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("no " + pattern + " in " + text);
      }
      return matcher.group();
    }
  }

  /** Where they lie. */
  public static Path folder() {
    return FOLDER;
  }

  /** All that were written to this address, the oldest first. */
  public static List<Received> to(String address) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(TestMails::read)
          .filter(mail -> mail.to().equals(address))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until so many were written to this address and gives the last. */
  public static Received awaitTo(String address, int count) {
    await().until(() -> to(address).size() >= count);
    return to(address).get(count - 1);
  }

  private static Received read(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), bytes);
      return new Received(
          mail.getAllRecipients()[0].toString(),
          mail.getSubject(),
          mail.getContent().toString().replace("\r\n", "\n"));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path create() {
    try {
      return Files.createTempDirectory("antin-mail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
