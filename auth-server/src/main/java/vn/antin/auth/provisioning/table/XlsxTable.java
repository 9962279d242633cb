package vn.antin.auth.provisioning.table;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.util.RecordFormatException;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Reads .xlsx by the parser's events: memory holds the file, its distinct texts and one row. */
final class XlsxTable {
  private final TableLimits limits;
  private final RowReader reader;

  XlsxTable(TableLimits limits, RowReader reader) {
    this.limits = limits;
    this.reader = reader;
  }

  void read(byte[] file) throws TableRefused {
    try (LimitedZip zip = new LimitedZip(file, limits.inflated());
        OPCPackage parts = OPCPackage.open(zip)) {
      XSSFReader workbook = new XSSFReader(parts);
      SheetEvents events =
          new SheetEvents(
              workbook.getStylesTable(),
              new ReadOnlySharedStringsTable(parts, false),
              limits,
              reader);
      XSSFReader.SheetIterator sheets = workbook.getSheetIterator();
      while (sheets.hasNext()) {
        try (InputStream sheet = sheets.next()) {
          if (reader.sheet(sheets.getSheetName())) {
            events.begin();
            XMLReader parser = XMLHelper.newXMLReader();
            parser.setContentHandler(events);
            parser.parse(new InputSource(sheet));
          }
        }
      }
    } catch (SAXException e) {
      if (e.getException() instanceof TableRefused refused) {
        throw refused;
      }
      throw refused(e);
    } catch (IOException
        | OpenXML4JException
        | OpenXML4JRuntimeException
        | POIXMLException
        | RecordFormatException
        | ParserConfigurationException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw refused(e);
    }
  }

  private static TableRefused refused(Exception fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof LimitedZip.TooMuch) {
        return new TableRefused(TableRefused.Reason.TOO_LARGE, "inflates to too much", fault);
      }
    }
    return new TableRefused(
        TableRefused.Reason.MALFORMED,
        "not a readable .xlsx: " + fault.getClass().getName(),
        fault);
  }
}
