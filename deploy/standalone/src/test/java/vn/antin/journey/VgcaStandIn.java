package vn.antin.journey;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.antin.standalone.OutsideAuthority.Certified;

/**
 * Listens where VGCA Sign Service does (WebSocket, RFC 6455, over TLS with a certificate of its
 * own) and does what it does: one call to a socket, download, sign by PDFBox, upload as a form.
 */
final class VgcaStandIn implements AutoCloseable {
  private static final int PORT = 8987;
  private static final char[] SECRET = "stand-in".toCharArray();
  private static final Pattern PATH = Pattern.compile("GET /(\\S*) HTTP");
  private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)");

  private final SSLServerSocket server;
  private final Certified signer;
  private final HttpClient http = HttpClient.newHttpClient();

  /** What was asked: function and text of each call, with the head of its HTTP request. */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  private VgcaStandIn(SSLServerSocket server, Certified signer) {
    this.server = server;
    this.signer = signer;
  }

  static VgcaStandIn signingAs(Certified signer) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    store.setKeyEntry("tls", pair.getPrivate(), SECRET, new Certificate[] {selfSigned(pair)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SECRET);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    VgcaStandIn standIn =
        new VgcaStandIn(
            (SSLServerSocket)
                context
                    .getServerSocketFactory()
                    .createServerSocket(PORT, 50, InetAddress.getLoopbackAddress()),
            signer);
    Thread.ofVirtual().start(standIn::listen);
    return standIn;
  }

  private static X509Certificate selfSigned(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name name = new X500Name("CN=127.0.0.1");
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    name,
                    pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual()
            .start(() -> {
              try (socket) {
                serve(socket.getInputStream(), socket.getOutputStream());
              } catch (IOException | GeneralSecurityException e) {
                calls.add("failed: " + e);
              }
            });
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(InputStream in, OutputStream out)
      throws IOException, GeneralSecurityException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        return;
      }
      head.append((char) one);
    }
    String accept =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-1")
                    .digest(
                        (found(KEY, head) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII)));
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    String asked = frame(new DataInputStream(in));
    calls.add(found(PATH, head) + " " + asked + "\n" + head);
    String refusal = sign(field(asked, "FileName"), field(asked, "FileUploadHandler"));
    byte[] answer =
        "{\"Status\":%d,\"Message\":\"%s\",\"FileServer\":\"\"}"
            .formatted(refusal.isEmpty() ? 0 : 1, refusal)
            .getBytes(StandardCharsets.UTF_8);
    out.write(0x81);
    if (answer.length < 126) {
      out.write(answer.length);
    } else {
      out.write(126);
      out.write(answer.length >> 8);
      out.write(answer.length);
    }
    out.write(answer);
    out.flush();
    in.read(); // until the page closes it
  }

  /** The text of one frame from a browser, which is always masked. */
  private static String frame(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] text = in.readNBytes(length);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= mask[i % 4];
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String found(Pattern pattern, CharSequence text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String field(String json, String name) {
    return found(Pattern.compile("\"" + name + "\":\"([^\"]*)\""), json);
  }

  /** Empty, or why the upload was refused. */
  private String sign(String from, String to) throws IOException {
    try {
      byte[] pdf =
          http.send(HttpRequest.newBuilder(URI.create(from)).build(), BodyHandlers.ofByteArray())
              .body();
      ByteArrayOutputStream form = new ByteArrayOutputStream();
      form.writeBytes(
          String.join(
                  "\r\n",
                  "--b",
                  "Content-Disposition: form-data; name=\"uploadfile\"; filename=\"a.pdf\"",
                  "Content-Type: application/octet-stream",
                  "",
                  "")
              .getBytes(StandardCharsets.US_ASCII));
      form.writeBytes(signed(pdf));
      form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          http.send(
                  HttpRequest.newBuilder(URI.create(to))
                      .header("Content-Type", "multipart/form-data; boundary=b")
                      .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return answer.contains("\"Status\":true") ? "" : field(answer, "Message") + "?";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private byte[] signed(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf);
        var options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      signature.setSignDate(Calendar.getInstance());
      options.setPreferredSignatureSize(12_000);
      document.addSignature(signature, content -> cms(content.readAllBytes()), options);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private byte[] cms(byte[] content) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(signer.key().getPrivate()),
                  signer.certificate()));
      generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    } catch (GeneralSecurityException
        | OperatorCreationException
        | org.bouncycastle.cms.CMSException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    http.close();
  }
}
