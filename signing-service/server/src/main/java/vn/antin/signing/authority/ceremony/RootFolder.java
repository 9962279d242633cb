package vn.antin.signing.authority.ceremony;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.openssl.PEMParser;
import vn.antin.signing.authority.ceremony.Ceremony.Refused;
import vn.antin.signing.token.ceremony.Holders;
import vn.antin.signing.token.ceremony.SignedRecord;

/**
 * The folder of a root: what is known without its key. Each file is there whole or not at all, also
 * when the machine stops while it is written.
 */
final class RootFolder {
  /** The sealed key, below the signed record of who holds the shares that open it. */
  static final String KEY = "root.key";

  /** The sealed key of before, until the new shares have opened the one in its place. */
  static final String KEY_BEFORE = "root.key.before";

  /** The newest revocation list. */
  static final String LIST = "root.crl.pem";

  private static final String RECORD = "records/%04d.txt";
  private static final String UNFINISHED = ".unfinished-";

  private final Path folder;

  RootFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Where a root may come: nothing is there, or an empty folder. */
  void requireEmpty() throws IOException, Refused {
    if (Files.exists(path(KEY))) {
      throw new Refused(folder + " has a root already");
    }
    if (Files.exists(folder)) {
      try (var there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new Refused(folder + " is not empty; a root begins in a folder of its own");
        }
      }
    }
  }

  /** What fills a folder. */
  interface Filling {
    void into(RootFolder unfinished) throws IOException, GeneralSecurityException, Refused;
  }

  /** Fills a folder beside this one, which takes its place when it is whole. */
  void fill(Filling filling) throws IOException, GeneralSecurityException, Refused {
    requireEmpty();
    var parent = Files.createDirectories(folder.getParent());
    forgetUnfinished();
    var beside =
        Files.createTempDirectory(
            parent,
            "." + folder.getFileName() + UNFINISHED,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      filling.into(new RootFolder(beside));
      force(beside);
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
      force(parent);
    } finally {
      delete(beside);
    }
  }

  /** What a ceremony left whose machine stopped while it was writing. */
  private void forgetUnfinished() throws IOException {
    var start = "." + folder.getFileName() + UNFINISHED;
    List<Path> left;
    try (var siblings = Files.list(folder.getParent())) {
      left = siblings.filter(each -> each.getFileName().toString().startsWith(start)).toList();
    }
    for (var each : left) {
      delete(each);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (var tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : all) {
      Files.deleteIfExists(each);
    }
  }

  X509Certificate certificate() throws IOException, GeneralSecurityException {
    var pem = Files.readAllBytes(path("root.pem"));
    if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem))
        instanceof X509Certificate certificate) {
      return certificate;
    }
    throw new GeneralSecurityException("root.pem holds no certificate");
  }

  String sealedKey() throws IOException, Refused {
    if (!Files.exists(path(KEY))) {
      throw new Refused("there is no root in " + folder);
    }
    return Files.readString(path(KEY));
  }

  /** Who holds the shares, as the root itself signed it. */
  Holders holders(X509Certificate certificate) throws IOException, Refused {
    try {
      return SignedRecord.text(sealedKey(), certificate.getPublicKey())
          .map(Holders::read)
          .orElseThrow(() ->
              new Refused(
                  "the record in " + KEY + " is not signed by this root: the folder was changed"));
    } catch (IllegalArgumentException _) {
      throw new Refused("the record in " + KEY + " does not tell who holds which share");
    }
  }

  /** The last list, as the file says it. */
  X509CRLHolder list() throws IOException, Refused {
    if (!Files.exists(path(LIST))) {
      throw new Refused(LIST + ", the last list, is missing: the folder was changed");
    }
    try (var pem = new PEMParser(Files.newBufferedReader(path(LIST)))) {
      if (pem.readObject() instanceof X509CRLHolder list) {
        return list;
      }
    }
    throw new Refused(LIST + " holds no list");
  }

  /** Whether this certificate was signed by this root. */
  boolean issued(String serialNumber) {
    return serialNumber.matches("[0-9a-fA-F]{1,40}")
        && Files.exists(path("issued").resolve(serialNumber.toLowerCase(Locale.ROOT) + ".pem"));
  }

  /** Lines of serial number, reason and moment. */
  List<String> revoked() throws IOException {
    return Files.exists(path("revoked")) ? Files.readAllLines(path("revoked")) : List.of();
  }

  void revoke(String line) throws IOException {
    append("revoked", line);
  }

  /** Replaces a file, readable by its owner alone where it is the key. */
  void write(String name, String text) throws IOException {
    write(path(name), text, name.startsWith(KEY) ? "rw-------" : "rw-r--r--");
    force(folder);
  }

  /** Writes the sealed key; the one before stays beside it until this one was opened. */
  void writeKey(String text) throws IOException {
    if (Files.exists(path(KEY))) {
      write(KEY_BEFORE, Files.readString(path(KEY)));
    }
    write(KEY, text);
  }

  /** Ends the sealed key of before: the one in its place was opened. */
  void forgetKeyBefore() throws IOException {
    if (Files.deleteIfExists(path(KEY_BEFORE))) {
      force(folder);
    }
  }

  static void write(Path file, String text, String permissions) throws IOException {
    var target = file.toAbsolutePath();
    var parent = Files.createDirectories(target.getParent());
    var beside =
        Files.createTempFile(
            parent,
            "." + target.getFileName() + "-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    try {
      Files.writeString(beside, text);
      try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(parent);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Brings the names in a folder to the disk, without which a file that was moved is not there. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Keeps a signed record under the next number. */
  void keep(String record) throws IOException {
    write(RECORD.formatted(records() + 1), record);
  }

  /** The newest record. */
  String lastRecord() throws IOException {
    return kept(records());
  }

  /** The record with this number; they begin with 1. */
  String kept(int number) throws IOException {
    return Files.readString(path(RECORD.formatted(number)));
  }

  /** The number of the newest record. */
  int records() {
    var number = 0;
    while (Files.exists(path(RECORD.formatted(number + 1)))) {
      number++;
    }
    return number;
  }

  /** One line for each act, before and after the key is used. */
  void record(String line) throws IOException {
    append("record.txt", line);
  }

  private void append(String name, String line) throws IOException {
    Files.writeString(
        path(name),
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }
}
