package vn.antin.signing.certificate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

final class CsvListTest {
  private static final int ROWS = 5;

  private static List<ListedCertificate> read(byte[] file) {
    var lines = new ArrayList<ListedCertificate>();
    CsvList.read(file, ROWS, lines::add);
    return lines;
  }

  private static List<ListedCertificate> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(byte[] file) {
    try {
      read(file);
      return "";
    } catch (SigningException e) {
      assertThat(e.problem()).isEqualTo(Problem.LIST_REFUSED);
      return String.valueOf(e.facts().get("reason"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`username,certificate\nan,MIIB\n`",
        "`Certificate;Ignored;USERNAME\r\nMIIB;1,2,3;an\r\n`",
        "`Chứng thư số\tTên đăng nhập\nMIIB\tan`",
        "`\"Tài khoản\",\"Chứng thư số\",\"Mã đơn vị\"\n\"an\",\"MIIB\",\n\n`",
      })
  void columnsAreKnownByTheirHeadingsWhateverSeparatesThem(String text) {
    assertThat(read(text)).containsExactly(new ListedCertificate(2, "an", "", "MIIB", null));
  }

  @Test
  void theMarksOfSpreadsheetsAreNoPartOfTheFirstHeading() {
    var text = "\uFEFFmã đơn vị;chứng thư số\nH37.01;MIIB\n";

    for (var charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      assertThat(read(text.getBytes(Charset.forName(charset))))
          .as(charset)
          .containsExactly(new ListedCertificate(2, "", "H37.01", "MIIB", null));
    }
  }

  @Test
  void aQuotedCellHoldsACertificateOfManyLines() {
    var lines = read("username,certificate\nan,\"-----BEGIN\nMIIB\n-----END\"\n\nbinh,MIIC\n");

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().certificates()).isEqualTo("-----BEGIN\nMIIB\n-----END");
    assertThat(lines.getLast().username()).isEqualTo("binh");
  }

  @Test
  void aLineWithoutOneHolderOrWithoutACertificateIsTakenAsFaulty() {
    var lines =
        read("username,unit,certificate\n,,MIIB\nan,H37,MIIB\nan,,\n" + "x".repeat(300) + ",,MIIB");

    assertThat(lines)
        .extracting(ListedCertificate::fault)
        .containsExactly(
            ListedCertificate.Fault.HOLDER_UNCLEAR,
            ListedCertificate.Fault.HOLDER_UNCLEAR,
            ListedCertificate.Fault.CERTIFICATE_MISSING,
            ListedCertificate.Fault.HOLDER_UNCLEAR);
    assertThat(lines.getLast().username()).hasSize(200);
  }

  @Test
  void whatIsNoListIsRefusedWithItsReason() {
    assertThat(refusal(new byte[0])).isEqualTo("headings-missing");
    assertThat(refusal(bytes("a,b\n1,2\n"))).isEqualTo("headings-missing");
    assertThat(refusal(bytes("username\nan\n"))).isEqualTo("headings-missing");
    assertThat(refusal(bytes("username,certificate,tên đăng nhập\n"))).isEqualTo("headings-twice");
    assertThat(refusal(bytes("username,certificate\n"))).isEqualTo("empty");
    assertThat(refusal(bytes("username,certificate\n" + "an,MIIB\n".repeat(ROWS + 1))))
        .isEqualTo("too-many-rows");
    assertThat(refusal(bytes("username,certificate\nan," + "A".repeat(200_001))))
        .isEqualTo("not-csv");
    assertThat(refusal(bytes("username,certificate\nan,\"MIIB"))).isEqualTo("not-csv");
    assertThat(refusal(bytes("username,certificate\n" + ",".repeat(100_000))))
        .isEqualTo("too-many-columns");
    assertThat(refusal(new byte[] {'u', (byte) 0xFF, (byte) 0xC3})).isEqualTo("encoding");
    assertThat(refusal(bytes("username,\0certificate\n"))).isEqualTo("encoding");
    assertThatThrownBy(() -> read("%PDF-1.7\n%âãÏÓ\n1 0 obj")).isInstanceOf(SigningException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
