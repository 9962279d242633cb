package vn.antin.signing.engine.bench;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenKey;

/** An official's key in a token, with a certificate from a root in the same token. */
final class BenchKey {

  private static final String ROOT = "CN=Bench Root,O=Ấn Tín,C=VN";

  private final Token token;
  private final KeyKind kind;
  private final SigningAlgorithm algorithm;
  private final KeyLabel label = new KeyLabel("bench-official");
  private final Signer signer;

  BenchKey(Token token, KeyKind kind, Instant now) {
    this.token = token;
    this.kind = kind;
    KeyLabel rootLabel = new KeyLabel("bench-root");
    TokenKey root = key(rootLabel);
    TokenKey official = key(label);
    this.algorithm = SigningAlgorithm.usual(official.publicKey());
    X509Certificate rootCertificate = certify(ROOT, root, rootLabel, true, now);
    this.signer =
        new Signer(
            List.of(
                certify("CN=Nguyễn Văn An,O=UBND tỉnh,C=VN", official, rootLabel, false, now),
                rootCertificate),
            algorithm);
  }

  Signer signer() {
    return signer;
  }

  X509Certificate root() {
    return signer.chain().getLast();
  }

  byte[] sign(byte[] bytes) {
    return sign(label, bytes);
  }

  /** The key as BouncyCastle wants it. */
  ContentSigner contentSigner() {
    return new TokenContentSigner(label);
  }

  private TokenKey key(KeyLabel wanted) {
    return token.find(wanted).orElseGet(() -> token.generate(wanted, kind));
  }

  private byte[] sign(KeyLabel with, byte[] bytes) {
    if (token.sign(with, algorithm, bytes) instanceof SigningOutcome.Signed signed) {
      return signed.value().bytes();
    }
    throw new IllegalStateException("The token did not sign");
  }

  private X509Certificate certify(
      String name, TokenKey subject, KeyLabel issuer, boolean authority, Instant now) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(ROOT),
              BigInteger.valueOf(authority ? 1 : 2),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(365, ChronoUnit.DAYS)),
              new X500Name(name),
              subject.publicKey());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              authority
                  ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                  : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new TokenContentSigner(issuer)));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class TokenContentSigner implements ContentSigner {

    private final KeyLabel with;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TokenContentSigner(KeyLabel with) {
      this.with = with;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new DefaultSignatureAlgorithmIdentifierFinder()
          .find(kind == KeyKind.RSA_2048 ? "SHA256WITHRSA" : "SHA256WITHECDSA");
    }

    @Override
    public OutputStream getOutputStream() {
      return bytes;
    }

    @Override
    public byte[] getSignature() {
      return sign(with, bytes.toByteArray());
    }
  }
}
