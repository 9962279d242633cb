package vn.antin.signing.engine.appearance.content;

/** The cuts of Liberation Serif, whose widths are those of Times New Roman. */
public enum FontStyle {
  REGULAR("LiberationSerif-Regular", "LiberationSerif"),
  BOLD("LiberationSerif-Bold", "LiberationSerif-Bold"),
  ITALIC("LiberationSerif-Italic", "LiberationSerif-Italic"),
  BOLD_ITALIC("LiberationSerif-BoldItalic", "LiberationSerif-BoldItalic");

  private final String file;
  private final String postScriptName;

  FontStyle(String file, String postScriptName) {
    this.file = file;
    this.postScriptName = postScriptName;
  }

  String resource() {
    return "/liberation/" + file + ".ttf";
  }

  String postScriptName() {
    return postScriptName;
  }
}
