package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.CMSUtils;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Lets DSS 6.4 read the padded CMS of a PDF signature with BouncyCastle 1.84 and newer, which
 * refuse bytes after the structure; /Contents nearly always ends in zeros (ISO 32000-1 section
 * 12.8.1).
 *
 * <p>DSS finds its CMS reader as a service, and the class path has one from {@code dss-cms-object};
 * {@link #install()} makes this one be found instead. Public because services must be.
 */
public final class PaddedCms extends CMSObjectUtils {

  private static final String SERVICE = "META-INF/services/eu.europa.esig.dss.cms.ICMSUtils";

  @Override
  public CMS parseToCMS(byte[] padded) {
    return super.parseToCMS(withoutPadding(padded));
  }

  private static byte[] withoutPadding(byte[] padded) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(padded);
    try {
      ASN1InputStream structure = new ASN1InputStream(bytes);
      if (structure.readObject() == null) {
        return padded;
      }
      return Arrays.copyOf(padded, padded.length - bytes.available());
    } catch (IOException e) {
      return padded; // DSS says what is wrong with it
    }
  }

  /** Before DSS reads its first CMS in this process: it looks for a reader once. */
  public static void install() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new ThisReaderFirst());
    try {
      var _ = Class.forName(CMSUtils.class.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The class was just named", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class ThisReaderFirst extends ClassLoader {

    ThisReaderFirst() {
      super(PaddedCms.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(SERVICE)
          ? Collections.enumeration(
              List.of(Objects.requireNonNull(PaddedCms.class.getResource("cms-reader"))))
          : super.getResources(name);
    }
  }
}
