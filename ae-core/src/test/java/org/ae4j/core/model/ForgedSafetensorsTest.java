package org.ae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.ae4j.api.ModelFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to deceive, or damaged on the way. */
class ForgedSafetensorsTest {
  private static final long HUGE = 1L << 60;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("forged");
  }

  @Test
  void readsAWellFormedFile() throws IOException {
    forge("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}   ", 8);

    SafetensorsReader.open(file).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // sizes
        "'w':{'dtype':'F32','shape':[HUGE],'data_offsets':[0,8]} | needs",
        "'w':{'dtype':'F32','shape':[HUGE],'data_offsets':[0,4611686018427387904]} | truncated",
        "'w':{'dtype':'F32','shape':[HUGE,HUGE],'data_offsets':[0,8]} | too large to exist",
        "'w':{'dtype':'F64','shape':[HUGE],'data_offsets':[0,0]} | too large to exist",
        "'w':{'dtype':'F32','shape':[0,HUGE,HUGE],'data_offsets':[0,8]} | needs 0 bytes",
        "'w':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]} | JSON",
        "'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]} | expected 0 or more",
        "'w':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]} | expected 0 or more",
        "'w':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]} | expected VALUE_NUMBER_INT",
        "'w':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]} | expected VALUE_NUMBER_INT",
        "'w':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]} | expected VALUE_NUMBER_INT",
        "'w':{'dtype':'F32','shape':2,'data_offsets':[0,8]} | expected START_ARRAY",
        "'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]} | needs 12 bytes",
        // offsets
        "'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]} | there is a hole",
        "'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]} | the file has 8",
        "'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]} | data_offsets 8 to 0",
        "'w':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]} | expected 0 or more",
        "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]} | has 3 data_offsets",
        "'w':{'dtype':'F32','shape':[2],'data_offsets':[]} | has 0 data_offsets",
        "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | overlap",
        "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
            + "'b':{'dtype':'U8','shape':[5],'data_offsets':[3,8]} | overlap",
        // names and fields
        "'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
            + "'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]} | Duplicate",
        "'w':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]} | Duplicate",
        "'__metadata__':{'a':'1','a':'2'} | Duplicate",
        "'__metadata__':{},'__metadata__':{} | Duplicate",
        "'__metadata__':{'a':1} | expected VALUE_STRING",
        "'__metadata__':[] | expected START_OBJECT",
        "'w':{'dtype':'F33','shape':[2],'data_offsets':[0,8]} | 'F33', expected one of",
        "'w':{'dtype':null,'shape':[2],'data_offsets':[0,8]} | expected VALUE_STRING",
        "'w':{'shape':[2],'data_offsets':[0,8]} | lacks a field",
        "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'class':'X'} | 'class'",
        "'w':null | expected START_OBJECT",
        "'w' | JSON",
        "'w':{'dtype':'F32','shape':[2], | JSON",
        "'w':{'dtype':'F32' | lacks a field",
      })
  void refusesAForgedHeader(String entries, String message) throws IOException {
    forge("{" + entries.replace('\'', '"').replace("HUGE", Long.toString(HUGE)) + "}", 8);

    assertRefused(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', header length of 0",
    "'{', header length of 1",
    "'[]', does not begin with '{'",
    "' {}', does not begin with '{'",
    "'{}{}', more than one",
    "'{} x', JSON",
    "'{\"\u00e4\": ', JSON",
  })
  void refusesWhatIsNotOneObject(String header, String message) throws IOException {
    forge(header, 0);

    assertRefused(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, HUGE, Integer.MAX_VALUE, 100_000_001, 17, 16})
  void refusesAHeaderLongerThanItsFile(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Files.write(file, bytes.array());

    assertRefused("header length of " + Long.toUnsignedString(length));
  }

  @Test
  void refusesDeepNesting() throws IOException {
    forge("{\"w\":" + "{\"w\":".repeat(100_000), 8);
    assertRefused("'w'");
    forge("{\"w\":{\"shape\":" + "[".repeat(100_000), 8);
    assertRefused("shape");
  }

  @Test
  void refusesTextInAnotherEncoding() throws IOException {
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
    forge(utf16, 0);
    assertRefused("JSON");
    forge(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}', ' '}, 0);
    assertRefused("UTF-8");
  }

  @Test
  void refusesAFileThatEndsAtAnyByte() throws IOException {
    byte[] whole = small();
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file.toString());
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("the file has");
  }

  @Test
  void readsOrRefusesAFileWithFlippedBits() throws IOException {
    byte[] whole = small();
    int refused = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      try (SafetensorsReader reader = SafetensorsReader.open(file)) {
        reader.requireFinite("weight", reader.floats("weight", 2, 3));
        reader.doubles("state", 2);
      } catch (ModelFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 999);
  }

  private byte[] small() throws IOException {
    new SafetensorsWriter()
        .metadata("ae4j", "{\"schema\":1}")
        .floats("weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
        .doubles("state", new double[] {1, 2}, 2)
        .write(file);
    return Files.readAllBytes(file);
  }

  private void forge(String header, int dataLength) throws IOException {
    forge(header.getBytes(StandardCharsets.UTF_8), dataLength);
  }

  private void forge(byte[] header, int dataLength) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + dataLength)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    Files.write(file, bytes.array());
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> SafetensorsReader.open(file))
        .withMessageContaining(message)
        .withMessageContaining(file.toString())
        .withMessageNotContaining("\n");
  }
}
