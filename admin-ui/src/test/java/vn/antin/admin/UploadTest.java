package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static final byte[] PDF = "%PDF-1.7 a document".getBytes(UTF_8);
  private static final long MIB = 1L << 20;

  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.signedIn();

  @AfterEach
  void usual() {
    desk.signingService.reset();
  }

  @Test
  void uploadOfAHundredMegabytesIsNeverHeld() {
    long size = 100 * MIB;
    Runtime.getRuntime().gc();
    long before = used();
    var peak = new Peak(before);
    var answer =
        browser.upload("/sign", BodyPublishers.ofInputStream(() -> form("lớn.pdf", size, peak)));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(desk.signingService.documents().values())
        .anySatisfy(
            d -> assertThat(d).containsEntry("name", "lớn.pdf").containsEntry("size", size));
    // Client, server and the service behind share this JVM; all three together stay far below.
    assertThat(peak.most - before).isLessThan(64 * MIB);
  }

  @Test
  void tooLargeUploadIsRefusedBeforeItsBodyIsRead() throws IOException {
    var cookies = new StringBuilder();
    browser.cookies.forEach((n, v) -> cookies.append(n).append('=').append(v).append("; "));
    try (var socket = new Socket("localhost", desk.port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("POST /sign HTTP/1.1\r\nHost: localhost\r\nCookie: "
                      + cookies
                      + "x=y\r\nContent-Type: multipart/form-data; boundary=limit\r\n"
                      + "Content-Length: "
                      + 600 * MIB
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      byte[] head = socket.getInputStream().readNBytes(12);
      assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(desk.signingService.requests).noneMatch(r -> r.startsWith("POST /documents"));
  }

  @Test
  void tooLargeUploadOfUnknownLengthIsRefusedWhenItGrows() {
    var answer =
        browser.upload(
            "/check",
            BodyPublishers.ofInputStream(() -> form("a.pdf", 33 * MIB, new Peak(used()))));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("Tệp quá lớn: tối đa 32 MB.");
  }

  @Test
  void largeFileRefusedByTheServiceBehindIsExplained() {
    desk.signingService.refuse("/documents", 413, "too-large");
    assertThat(browser.upload("/sign", "a.pdf", PDF).body())
        .contains("Tệp quá lớn: tối đa 500 MB.");
  }

  @Test
  void everyRefusalIsASentence() {
    Map.of(
            "not-a-pdf", "Tệp này không phải là PDF",
            "encrypted-pdf", "Tệp PDF này có mật khẩu",
            "broken-pdf", "Tệp PDF này bị hỏng",
            "something-new", "Không đọc được tệp này")
        .forEach((name, sentence) -> {
          desk.signingService.refuse("/documents", 422, name);
          var answer = browser.upload("/sign", "a.pdf", PDF);
          assertThat(answer.statusCode()).isEqualTo(422);
          assertThat(answer.body()).contains(sentence);
        });
  }

  @Test
  void otherFilesAreRefusedWithoutAskingTheServiceBehind() {
    assertThat(browser.upload("/sign", "a.pdf", "PK a zip".getBytes(UTF_8)).body())
        .contains("Tệp này không phải là PDF");
    assertThat(browser.upload("/sign", "a.pdf", new byte[0]).body()).contains("Tệp này rỗng");
    assertThat(browser.upload("/sign", "", new byte[0]).body()).contains("Hãy chọn một tệp PDF");
    assertThat(browser.post("/sign", Map.of("a", "b")).body()).contains("Hãy chọn một tệp PDF");
    assertThat(desk.signingService.requests).isEmpty();
  }

  @Test
  void languageOfTheRefusalIsTheOfficials() {
    browser.post("/language", Map.of("to", "en"));
    assertThat(browser.upload("/sign", "a.pdf", "text".getBytes(UTF_8)).body())
        .contains("This file is not a PDF");
  }

  @Test
  void nameIsCleanedOfPathsAndTricks() {
    var answer = browser.upload("/sign", "C:\\\\ho so\\\\Quyết\u202Eđịnh.pdf", PDF);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(browser.get(Browser.location(answer).toString()).body())
        .contains("<b>Quyếtđịnh.pdf</b>");
  }

  @Test
  void htmxIsSentOnByItsOwnHeader() {
    var answer = browser.upload("/sign", "a.pdf", PDF, "HX-Request", "true");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("HX-Redirect"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/sign/"));
  }

  @Test
  void publicCheckNeedsNoLogin() {
    var answer = desk.browser().upload("/check", "công văn.pdf", PDF);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Chữ ký hợp lệ", "công văn.pdf", "Nguyễn Thị Minh Khai", "Ấn Tín CA thử nghiệm")
        .contains("08:15:30 22/11/2026", "Nội dung còn nguyên vẹn", "Chưa kiểm tra được");
  }

  @Test
  void checkIsCountedForTheBrowserThatSentIt() {
    desk.browser().upload("/check", "a.pdf", PDF, "X-Forwarded-For", "203.0.113.9");
    assertThat(desk.signingService.forwardedFor).isEqualTo("127.0.0.1");
  }

  @Test
  void everyVerdictIsASentence() {
    desk.signingService.report = Samples.report("broken", "trusted", "good");
    assertThat(check()).contains("Văn bản đã bị thay đổi sau khi ký");
    desk.signingService.report = Samples.report("intact", "untrusted", "not-checked");
    assertThat(check()).contains("Chưa xác định được người ký");
    desk.signingService.report = Samples.report("intact", "trusted", "revoked");
    assertThat(check()).contains("Chứng thư số của người ký đã bị thu hồi");
    desk.signingService.report =
        Map.of("signatures", List.of(), "pages", 1, "changedAfterSigning", false);
    assertThat(check()).contains("Văn bản chưa có chữ ký số");
    desk.signingService.refuse("/validations", 429, "too-often");
    assertThat(check()).contains("Có quá nhiều lượt gửi");
  }

  private String check() {
    return desk.browser().upload("/check", "a.pdf", PDF).body();
  }

  private static long used() {
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static final class Peak {
    private volatile long most;

    Peak(long most) {
      this.most = most;
    }
  }

  /** An upload form that is made while it is read. */
  private static InputStream form(String name, long size, Peak peak) {
    Enumeration<InputStream> parts =
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(Browser.head(name)),
                new ByteArrayInputStream("%PDF-1.7".getBytes(UTF_8)),
                new Filler(size - 8, peak),
                new ByteArrayInputStream("\r\n--limit--\r\n".getBytes(UTF_8))));
    return new SequenceInputStream(parts);
  }

  private static final class Filler extends InputStream {
    private final Peak peak;
    private long left;
    private long sinceCollected;

    Filler(long left, Peak peak) {
      this.left = left;
      this.peak = peak;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      left -= count;
      sinceCollected += count;
      if (sinceCollected > 10 * MIB) {
        sinceCollected = 0;
        // What survives a collection is what is held.
        Runtime.getRuntime().gc();
        peak.most = Math.max(peak.most, used());
      }
      return count;
    }
  }
}
