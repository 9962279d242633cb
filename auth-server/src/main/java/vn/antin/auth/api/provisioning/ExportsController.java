package vn.antin.auth.api.provisioning;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.provisioning.spreadsheet.Export;
import vn.antin.auth.provisioning.table.CsvWriter;
import vn.antin.auth.provisioning.table.TableWriter;
import vn.antin.auth.provisioning.table.XlsxWriter;

/** The officials within the caller's scope as a file, and an empty one to fill in. */
@RestController
final class ExportsController {
  private final Export export;
  private final MessageSource messages;

  ExportsController(Export export, MessageSource messages) {
    this.export = export;
    this.messages = messages;
  }

  /** Streams the list; nothing of it is kept. */
  @GetMapping("/api/exports/officials.{format}")
  void officials(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String format,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      HttpServletResponse response)
      throws IOException {
    AccountId caller = Caller.of(token).account();
    UnitId wanted = unit == null ? null : new UnitId(unit);
    ImportWords words = ImportWords.of(messages, language);
    if (!format.equals("xlsx") && !format.equals("csv")) {
      throw ApiProblem.notFound();
    }
    export.announce(caller, wanted, format);
    try (TableWriter table = table(format, "officials", words, response)) {
      export.write(
          caller,
          wanted,
          words.exportHeadings(),
          words.say("import.status.active"),
          words.say("import.status.left"),
          table);
    }
  }

  /** Headings alone. */
  @GetMapping("/api/imports/template.xlsx")
  void template(
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      HttpServletResponse response)
      throws IOException {
    ImportWords words = ImportWords.of(messages, language);
    try (TableWriter table = table("xlsx", "template", words, response)) {
      table.row(words.templateHeadings());
    }
  }

  private static TableWriter table(
      String format, String name, ImportWords words, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s.%s\"".formatted(words.say("export.file." + name), format));
    if (format.equals("csv")) {
      response.setContentType("text/csv;charset=UTF-8");
      return new CsvWriter(response.getOutputStream());
    }
    response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    return new XlsxWriter(
        response.getOutputStream(), words.say("export.sheet"), Export.COLUMNS.size() + 1);
  }
}
