package vn.antin.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of {@code .eml} files, one for each mail, readable by their owner alone. A mail that
 * comes again takes the place of itself.
 */
final class MailFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9a-f-]{36}");
  private static final String SUFFIX = ".eml";

  private final Path folder;

  MailFolder(Path folder) {
    this.folder = folder;
  }

  void put(Instant written, String key, byte[] mail) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path part =
        Files.createTempFile(
            folder,
            "part",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(part, mail);
    Files.move(
        part,
        folder.resolve(TIME.format(written) + "-" + key + SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The newest mails, newest first. */
  List<ShownMail> latest(int most) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted(Comparator.reverseOrder())
          .limit(most)
          .flatMap(name -> find(name).stream())
          .toList();
    }
  }

  /** The mail with this name, as {@link #latest} gives it. */
  Optional<ShownMail> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream file = Files.newInputStream(folder.resolve(name + SUFFIX))) {
      MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), file);
      String to =
          Arrays.stream(mail.getAllRecipients())
              .map(address -> ((InternetAddress) address).getAddress())
              .collect(Collectors.joining(", "));
      return Optional.of(
          new ShownMail(
              name,
              mail.getSentDate().toInstant(),
              to,
              mail.getSubject(),
              String.valueOf(mail.getContent()).replace("\r\n", "\n")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("a mail in the folder cannot be read", e);
    }
  }
}
