package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.asic.common.ContainerEntryDocument;
import eu.europa.esig.dss.asic.common.DSSZipEntry;
import eu.europa.esig.dss.asic.common.SecureContainerHandler;
import eu.europa.esig.dss.asic.common.ZipUtils;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.model.CommonDocument;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.exception.IllegalInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;

/**
 * Has DSS read containers by our entry and write them in a row, both without holding documents in
 * memory.
 */
final class StrictContainers extends SecureContainerHandler {

  /** For the whole process: DSS has one way to read containers. */
  static void install() {
    ZipUtils.getInstance().setZipContainerHandlerBuilder(StrictContainers::new);
  }

  @Override
  public List<DSSDocument> extractContainerContent(DSSDocument archive) {
    Container container = open(archive);
    List<DSSDocument> documents = new ArrayList<>();
    for (ContainerEntry entry : container.entries()) {
      DSSZipEntry described = new DSSZipEntry(entry.name());
      described.setCompressionMethod(entry.deflated() ? ZipEntry.DEFLATED : ZipEntry.STORED);
      documents.add(new ContainerEntryDocument(new EntryDocument(container, entry), described));
    }
    return documents;
  }

  @Override
  public List<String> extractEntryNames(DSSDocument archive) {
    return open(archive).entries().stream().map(ContainerEntry::name).toList();
  }

  private static Container open(DSSDocument archive) {
    DocumentSource source =
        archive instanceof SourceDocument given
            ? given.source()
            : DocumentSource.of(DSSUtils.toByteArray(archive));
    try {
      return switch (Container.open(source, ContainerLimits.DEFAULT)) {
        case ContainerOpening.Opened(Container container) -> container;
        case ContainerOpening.Refused(var fault, String detail) ->
            throw new IllegalInputException(fault + ": " + detail);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DSSDocument createZipArchive(
      List<DSSDocument> entries, @Nullable Date time, @Nullable String comment) {
    return new Written(this, entries, time, comment);
  }

  private void write(
      List<DSSDocument> entries, @Nullable Date time, @Nullable String comment, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    buildZip(entries, time, comment, zip);
    zip.flush();
  }

  private static final class EntryDocument extends CommonDocument {

    private static final long serialVersionUID = 1L;

    private final transient Container container;
    private final transient ContainerEntry entry;

    EntryDocument(Container container, ContainerEntry entry) {
      this.container = container;
      this.entry = entry;
      this.name = entry.name();
      this.mimeType = MimeType.fromFileName(entry.name());
    }

    @Override
    public InputStream openStream() {
      return container.open(entry);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof EntryDocument that
          && container == that.container
          && entry.equals(that.entry);
    }

    @Override
    public int hashCode() {
      return entry.hashCode();
    }
  }

  /** A container that is made while it is written. */
  private static final class Written extends CommonDocument {

    private static final long serialVersionUID = 1L;

    private final transient StrictContainers handler;
    private final transient List<DSSDocument> entries;
    private final transient @Nullable Date time;
    private final transient @Nullable String comment;

    Written(
        StrictContainers handler,
        List<DSSDocument> entries,
        @Nullable Date time,
        @Nullable String comment) {
      this.handler = handler;
      this.entries = List.copyOf(entries);
      this.time = time;
      this.comment = comment;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      handler.write(entries, time, comment, out);
    }

    @Override
    public InputStream openStream() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        writeTo(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
