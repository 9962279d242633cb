package vn.antin.signing.engine;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents of every build, made for tests; see {@link RawPdf} for one of your own. */
public final class TestDocuments {

  private TestDocuments() {}

  /** One page, a cross-reference table. */
  public static byte[] classic() {
    return RawPdf.onePage().classic();
  }

  /** One page, a cross-reference stream with a predictor. */
  public static byte[] crossReferenceStream() {
    return RawPdf.onePage().crossReferenceStream();
  }

  /** One page, catalog and page in an object stream. */
  public static byte[] objectStream() {
    return RawPdf.onePage().objectStream();
  }

  /** A table for old readers; the catalog's outlines are seen by new ones only. */
  public static byte[] hybrid() {
    return RawPdf.onePage()
        .object(1, "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>")
        .object(6, "<</Type/Outlines/Count 0>>")
        .hybrid(6);
  }

  /** By qpdf, which has to be there. */
  public static byte[] linearized() {
    return qpdf(textHeavy(40_000), "--linearize");
  }

  /** Shown turned clockwise by so many degrees. */
  public static byte[] rotated(int degrees) {
    return RawPdf.onePage("/MediaBox[0 0 595 842]/Rotate " + degrees).classic();
  }

  /** One unit is so many points. */
  public static byte[] userUnit(double points) {
    return RawPdf.onePage("/MediaBox[0 0 297.5 421]/UserUnit " + points).classic();
  }

  /** The positions in the cross-reference are wrong. */
  public static byte[] brokenCrossReference() {
    String text = new String(classic(), StandardCharsets.ISO_8859_1);
    return text.replace("%PDF-1.7\n", "%PDF-1.7\n% a line too much\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Encrypted by qpdf for these passwords, with these of its options after the key length. */
  public static byte[] encrypted(String user, String owner, int bits, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--allow-weak-crypto", "--encrypt", user, owner));
    arguments.add(Integer.toString(bits));
    arguments.addAll(List.of(options));
    arguments.add("--");
    return qpdf(classic(), arguments.toArray(String[]::new));
  }

  /** Pages full of text, about so many bytes. */
  public static byte[] textHeavy(int bytes) {
    Random random = new Random(7);
    RawPdf pdf = RawPdf.onePage();
    StringBuilder kids = new StringBuilder("3 0 R");
    int number = 6;
    int count = 1;
    for (int size = 0; size < bytes; number += 2, count++) {
      String text = lines(random);
      pdf.stream(number, "", text);
      pdf.object(
          number + 1,
          ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                  + "/Resources<</Font<</F1 5 0 R>>>>>>")
              .formatted(number));
      kids.append(' ').append(number + 1).append(" 0 R");
      size += text.length() + 250;
    }
    return pdf.object(2, "<</Type/Pages/Kids[%s]/Count %d>>".formatted(kids, count)).classic();
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder("BT /F1 10 Tf 12 TL 50 780 Td\n");
    for (int line = 0; line < 50; line++) {
      text.append('(');
      for (int word = 0; word < 14; word++) {
        random.ints(2 + random.nextInt(6), 'a', 'z' + 1).forEach(c -> text.append((char) c));
        text.append(' ');
      }
      text.append(") '\n");
    }
    return text.append("ET").toString();
  }

  /** A document of so many megabytes that is nowhere, neither in memory nor on disk. */
  public static DocumentSource large(long megabytes) {
    return new LargeDocument(megabytes);
  }

  /** PDF/A-1b or -2b, as veraPDF agrees. */
  public static byte[] archival(int part) {
    String metadata =
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
        xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>%d</pdfaid:part>
        <pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>\
        """
            .formatted(part);
    String profile =
        new String(
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), StandardCharsets.ISO_8859_1);
    return new RawPdf()
            .object(1, "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OutputIntents[6 0 R]>>")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(
                3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>")
            .stream(4, "", "0.2 0.2 0.6 rg 72 700 200 40 re f")
            .stream(5, "/Type/Metadata/Subtype/XML", metadata)
            .object(
                6,
                "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                    + "/DestOutputProfile 7 0 R>>")
            .stream(7, "/N 3", profile)
            .classic("/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]");
  }

  private static byte[] qpdf(byte[] pdf, String... arguments) {
    try {
      Path from = Files.createTempFile("made", ".pdf");
      Path to = Files.createTempFile("made", ".pdf");
      try {
        Files.write(from, pdf);
        List<String> command = new ArrayList<>(List.of("qpdf"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(from.toString(), to.toString()));
        Tools.Answer answer = Tools.run(command.toArray(String[]::new));
        if (answer.exit() != 0) {
          throw new AssertionError(answer);
        }
        return Files.readAllBytes(to);
      } finally {
        Files.delete(from);
        Files.delete(to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
