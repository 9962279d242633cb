package vn.antin.signing.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * The form in which a prepared signature is stored: a mark with the version, then each part with
 * its length before it.
 */
final class PreparedSignatureCodec {

  private static final int MARK = 0x41_50_53_01; // "APS", version 1
  private static final int LARGEST = 16 << 20;

  private PreparedSignatureCodec() {}

  static byte[] encode(PreparedSignature prepared) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * 1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MARK);
      out.writeUTF(prepared.format());
      out.writeUTF(prepared.algorithm().name());
      out.writeByte(prepared.signer().chain().size());
      for (X509Certificate certificate : prepared.signer().chain()) {
        write(out, certificate.getEncoded());
      }
      write(out, prepared.documentDigest().bytes());
      write(out, prepared.bytesToSign());
      write(out, prepared.state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("A certificate that cannot be encoded", e);
    }
    return bytes.toByteArray();
  }

  static PreparedSignature decode(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      if (encoded.length > LARGEST || in.readInt() != MARK) {
        throw new IOException("No prepared signature of this version");
      }
      String format = in.readUTF();
      SigningAlgorithm algorithm = SigningAlgorithm.valueOf(in.readUTF());
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> chain = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        chain.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(read(in))));
      }
      Hash digest = new Hash(read(in));
      byte[] bytesToSign = read(in);
      byte[] state = read(in);
      if (in.read() >= 0) {
        throw new IOException("Bytes after the end");
      }
      return new PreparedSignature(
          format, new Signer(chain, algorithm), bytesToSign, digest, state);
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      throw new EngineException(
          EngineException.Fault.NOT_A_PREPARED_SIGNATURE,
          "These bytes are no prepared signature of this version",
          e);
    }
  }

  private static void write(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("A part of %d bytes, %d are left".formatted(length, in.available()));
    }
    return in.readNBytes(length);
  }
}
