package vn.antin.signing.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.appearance.CopyKind;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.image.ImageId;
import vn.antin.signing.people.SigningAuthority;
import vn.antin.signing.people.UnitId;

final class SigningParametersTest {
  private static final LookImage IMAGE = image("40");
  private static final LookPlace PAGE =
      new LookPlace.OnPage(-1, Corner.TOP_LEFT, new BigDecimal("20.5"), BigDecimal.ZERO);

  private static LookImage image(String width) {
    return new LookImage(
        new ImageId(new UUID(1, 2)), Sha256.of(new byte[32]), new BigDecimal(width));
  }

  private static SigningParameters with(SignatureLook look) {
    return new SigningParameters(SignatureLevel.B, "Phê duyệt", null, null, look);
  }

  private static SigningParameters by(
      SigningAuthority.Form form, String title, @Nullable UUID delegation) {
    return new SigningParameters(
        SignatureLevel.B,
        "Phê duyệt",
        null,
        new SigningAuthority(form, title, new UnitId(new UUID(3, 4)), delegation),
        null);
  }

  private static List<SigningParameters> different() {
    return List.of(
        SigningParameters.plain(null, null),
        SigningParameters.plain("Phê duyệt", null),
        SigningParameters.plain(null, "Phê duyệt"),
        new SigningParameters(SignatureLevel.LTA, "Phê duyệt", null, null, null),
        with(new SignatureLook.Person(IMAGE, PAGE)),
        with(new SignatureLook.Person(image("41"), PAGE)),
        with(new SignatureLook.Person(IMAGE, new LookPlace.Between("CHỦ TỊCH", "Nguyễn Văn An"))),
        with(new SignatureLook.Person(IMAGE, new LookPlace.InField("ChuKy"))),
        with(
            new SignatureLook.Person(
                IMAGE, new LookPlace.Beside("CHỦ TỊCH", Placement.Side.BELOW, BigDecimal.TWO))),
        with(new SignatureLook.Seal(IMAGE, null)),
        with(new SignatureLook.Seal(IMAGE, PAGE)),
        with(new SignatureLook.Seal(IMAGE, new LookPlace.OverSignature("ChuKy"))),
        by(SigningAuthority.Form.KT, "PHÓ CHỦ TỊCH", null),
        by(SigningAuthority.Form.TUQ, "", new UUID(5, 6)),
        with(new SignatureLook.Annex("12/QĐ-UBND", null)),
        with(new SignatureLook.Copy(CopyKind.SAO_LUC, "12/QĐ-UBND", null)),
        with(new SignatureLook.Copy(CopyKind.SAO_Y, "12/QĐ-UBND", null)));
  }

  @Test
  void whatDiffersHasAnotherDigest() {
    var digests = new HashSet<Sha256>();
    for (var each : different()) {
      digests.add(each.digest());
    }
    digests.add(SigningParameters.digest(different()));
    digests.add(SigningParameters.digest(different().reversed()));
    var plain = SigningParameters.plain(null, null);
    digests.add(SigningParameters.digest(List.of(plain, plain)));

    assertThat(digests).hasSize(different().size() + 3);
  }

  @Test
  void theEncodingDoesNotChange() {
    assertThat(SigningParameters.plain("Phê duyệt", null).digest().base64())
        .isEqualTo("d/IryuTV6sqyvvaRYMKoIVLPxIz+i2WYZZZGOpgIr44=");
    assertThat(SigningParameters.digest(different()).base64())
        .isEqualTo("fJmu7biIvJ5VPhPRAXe4gOKQFeU7J1MBNG1Ng67rIvQ=");
  }

  @Test
  void theSameNumberInAnotherFormHasTheSameDigest() {
    var other =
        new LookPlace.OnPage(-1, Corner.TOP_LEFT, new BigDecimal("20.50"), new BigDecimal("0.0"));

    assertThat(with(new SignatureLook.Seal(image("40.00"), other)).digest())
        .isEqualTo(with(new SignatureLook.Seal(IMAGE, PAGE)).digest());
  }

  @Test
  void aStoredSetComesBackAsItWas() {
    for (var each : different()) {
      var json = JsonMapper.shared().writeValueAsString(ParametersForm.of(each));
      assertThat(JsonMapper.shared().readValue(json, ParametersForm.class).read(LookForm::named))
          .isEqualTo(each);
    }
  }
}
