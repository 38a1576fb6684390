package org.ae4j.core.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ModelFormatException;
import org.ae4j.core.json.Json;
import org.ae4j.core.network.WeightSource;

/**
 * An open model file or checkpoint; tensors are read when they are asked for.
 *
 * <p>Names in the file choose among what is loaded already: no class and no code comes from it. Not
 * thread-safe.
 */
public final class StoredModel implements AutoCloseable {
  private final Path file;
  private final SafetensorsReader reader;
  private final Json json;
  private final ModelDocument document;

  private StoredModel(Path file, SafetensorsReader reader) {
    this.file = file;
    this.reader = reader;
    String text = reader.metadata().get(ModelFile.DOCUMENT);
    if (text == null) {
      throw new ModelFormatException(
          file
              + " is a safetensors file, but not one that ae4j wrote; expected '"
              + ModelFile.DOCUMENT
              + "' in its metadata");
    }
    json = Json.parse(text, file.toString());
    DocumentJson.requireSchema(json);
    document = DocumentJson.read(json, vector(ModelFile.SCALE), vector(ModelFile.SHIFT));
  }

  /**
   * Opens a file and reads all but its weights.
   *
   * @throws ModelFormatException if it is truncated, forged or of another schema
   * @throws org.ae4j.api.AutoencoderException if it cannot be read
   */
  public static StoredModel open(Path file) {
    SafetensorsReader reader = SafetensorsReader.open(file);
    try {
      return new StoredModel(file, reader);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Returns what the file says of the model. */
  public ModelDocument document() {
    return document;
  }

  /** Tells whether the file holds what a run needs to go on. */
  public boolean isCheckpoint() {
    return json.has(ModelFile.PROGRESS);
  }

  /**
   * Returns how far the run had come, a JSON object as text.
   *
   * @throws ModelFormatException if the file is no checkpoint
   */
  public String progress() {
    if (!isCheckpoint()) {
      throw new ModelFormatException(
          file + " is a finished model, not a checkpoint; only checkpoints can be resumed");
    }
    return json.text(ModelFile.PROGRESS);
  }

  /** Returns a tensor of finite values in a new array. */
  public float[] tensor(String name, int rows, int columns) {
    return reader.requireFinite(name, reader.floats(name, rows, columns));
  }

  /** Returns the source from which networks are built with the file's weights. */
  public WeightSource weights() {
    return (name, rows, columns, initializer) -> tensor(name, rows, columns);
  }

  /**
   * Reads what somebody built on the model, if the file holds it.
   *
   * @throws ModelFormatException if it is damaged
   */
  public Optional<ModelExtension> extension(String id) {
    String name = ModelFile.extensionName(id);
    String text = reader.metadata().get(name);
    if (text == null) {
      return Optional.empty();
    }
    Map<String, double[]> vectors = new LinkedHashMap<>();
    String prefix = id + ".";
    for (String tensor : reader.names()) {
      if (tensor.startsWith(prefix)) {
        int length = (int) Math.min(Integer.MAX_VALUE, reader.info(tensor).size());
        vectors.put(tensor.substring(prefix.length()), finite(tensor, length));
      }
    }
    return Optional.of(
        new ModelExtension(id, Json.parse(text, file + ": " + name).textMap(), vectors));
  }

  private double[] finite(String name, int length) {
    double[] values = reader.doubles(name, length);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw Safetensors.damaged(
            file.toString(), "tensor '" + name + "' holds " + value + ", expected numbers");
      }
    }
    return values;
  }

  /** Reads a vector of whatever length it has in the file. */
  private float[] vector(String name) {
    long size = reader.info(name).size();
    if (size > Integer.MAX_VALUE) {
      throw new ModelFormatException(file + ": " + name + " has " + size + " values");
    }
    return reader.floats(name, new int[] {(int) size});
  }

  @Override
  public void close() {
    reader.close();
  }
}
