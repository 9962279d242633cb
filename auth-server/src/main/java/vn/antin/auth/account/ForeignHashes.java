package vn.antin.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Password hashes as other systems keep them, so that officials take their passwords along: bcrypt,
 * salted SHA as LDAP directories have it (RFC 2307 and successors), PBKDF2 of OpenLDAP and of
 * Django. One whose price is beyond reason is none of ours.
 */
final class ForeignHashes {
  private static final Pattern BCRYPT =
      Pattern.compile(
          "(?:\\{(?:bcrypt|BCRYPT|CRYPT|crypt)\\})?"
              + "(\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53})");
  private static final Pattern SALTED =
      Pattern.compile("\\{(SSHA|SSHA256|SSHA384|SSHA512)\\}([A-Za-z0-9+/]{28,200}={0,2})");
  private static final Pattern PBKDF2 =
      Pattern.compile(
          "\\{PBKDF2(|-SHA1|-SHA256|-SHA512)\\}([0-9]{1,7})"
              + "\\$([A-Za-z0-9./+]{4,200})\\$([A-Za-z0-9./+]{16,200})");
  private static final Pattern DJANGO =
      Pattern.compile(
          "pbkdf2_(sha1|sha256|sha512)\\$([0-9]{1,7})\\$([^$]{1,100})\\$([A-Za-z0-9+/]{16,200}={0,2})");
  private static final Map<String, Integer> SHA =
      Map.of("SSHA", 1, "SSHA256", 256, "SSHA384", 384, "SSHA512", 512);
  private static final int MOST_ITERATIONS = 2_000_000;

  private ForeignHashes() {}

  /** Whether it is a hash that can be checked here. */
  static boolean known(String hash) {
    Matcher openldap = PBKDF2.matcher(hash);
    Matcher django = DJANGO.matcher(hash);
    return BCRYPT.matcher(hash).matches()
        || SALTED.matcher(hash).matches()
        || (openldap.matches() && Integer.parseInt(openldap.group(2)) <= MOST_ITERATIONS)
        || (django.matches() && Integer.parseInt(django.group(2)) <= MOST_ITERATIONS);
  }

  /** Whether the secret is the one with this hash; false also for a hash not known. */
  static boolean matches(String secret, String hash) {
    if (!known(hash)) {
      return false;
    }
    try {
      return check(secret, hash);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean check(String secret, String hash) throws GeneralSecurityException {
    Matcher bcrypt = BCRYPT.matcher(hash);
    if (bcrypt.matches()) {
      return OpenBSDBCrypt.checkPassword(bcrypt.group(1), secret.getBytes(StandardCharsets.UTF_8));
    }
    Matcher salted = SALTED.matcher(hash);
    if (salted.matches()) {
      return salted(secret, SHA.getOrDefault(salted.group(1), 1), decode(salted.group(2)));
    }
    Matcher openldap = PBKDF2.matcher(hash);
    if (openldap.matches()) {
      String digest = openldap.group(1).isEmpty() ? "SHA1" : openldap.group(1).substring(1);
      return pbkdf2(
          secret,
          digest,
          Integer.parseInt(openldap.group(2)),
          decode(openldap.group(3).replace('.', '+')),
          decode(openldap.group(4).replace('.', '+')));
    }
    Matcher django = DJANGO.matcher(hash);
    return django.matches()
        && pbkdf2(
            secret,
            django.group(1),
            Integer.parseInt(django.group(2)),
            django.group(3).getBytes(StandardCharsets.UTF_8),
            decode(django.group(4)));
  }

  private static boolean salted(String secret, int sha, byte[] stored)
      throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-" + sha);
    int length = digest.getDigestLength();
    if (stored.length <= length) {
      return false;
    }
    digest.update(secret.getBytes(StandardCharsets.UTF_8));
    digest.update(stored, length, stored.length - length);
    return MessageDigest.isEqual(digest.digest(), Arrays.copyOf(stored, length));
  }

  private static boolean pbkdf2(
      String secret, String digest, int iterations, byte[] salt, byte[] expected)
      throws GeneralSecurityException {
    // The JDK takes the characters of the secret as UTF-8.
    PBEKeySpec spec =
        new PBEKeySpec(
            secret.toCharArray(), salt, Math.max(1, iterations), expected.length * Byte.SIZE);
    byte[] found =
        SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase(Locale.ROOT))
            .generateSecret(spec)
            .getEncoded();
    return MessageDigest.isEqual(found, expected);
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
