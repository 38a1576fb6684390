package org.ae4j.core.model;

import java.nio.file.Path;
import java.util.List;
import org.ae4j.api.Parameter;
import org.ae4j.core.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes model files and checkpoints: safetensors with a JSON document in their metadata.
 *
 * <p>The same content gives the same bytes. A file that is there is replaced when the new one is
 * wholly on the disk.
 */
public final class ModelFile {
  /** The metadata's entry for the document. */
  static final String DOCUMENT = "ae4j";

  static final String SCALE = "preprocessing.scale";
  static final String SHIFT = "preprocessing.shift";
  static final String PROGRESS = "progress";

  private ModelFile() {}

  /**
   * Writes a model.
   *
   * @throws org.ae4j.api.AutoencoderException if the file cannot be written; what was there is then
   *     unchanged
   */
  public static void write(Path file, ModelDocument document, List<Parameter> tensors) {
    writer(DocumentJson.write(document), document, tensors, List.of()).write(file);
  }

  /** Writes a model as {@link #write} does, with what somebody builds on it. */
  public static void write(
      Path file, ModelDocument document, List<Parameter> tensors, ModelExtension extension) {
    SafetensorsWriter writer = writer(DocumentJson.write(document), document, tensors, List.of());
    ObjectNode texts = Json.object();
    extension.texts().forEach(texts::put);
    writer.metadata(extensionName(extension.id()), texts.toString());
    extension
        .vectors()
        .forEach(
            (name, values) -> writer.doubles(extension.id() + "." + name, values, values.length));
    writer.write(file);
  }

  /** Returns the metadata's entry for an extension. */
  static String extensionName(String id) {
    return DOCUMENT + "." + id;
  }

  /**
   * Writes a model as {@link #write} does, with what a run needs to go on.
   *
   * @param progress a JSON object as text
   * @param state tensors beside the model's own
   */
  public static void writeCheckpoint(
      Path file,
      ModelDocument document,
      List<Parameter> tensors,
      String progress,
      List<Parameter> state) {
    ObjectNode json = DocumentJson.write(document);
    json.put(PROGRESS, progress);
    writer(json, document, tensors, state).write(file);
  }

  private static SafetensorsWriter writer(
      ObjectNode json, ModelDocument document, List<Parameter> tensors, List<Parameter> state) {
    SafetensorsWriter writer = new SafetensorsWriter().metadata(DOCUMENT, json.toString());
    float[] scale = document.preprocessing().scale();
    writer.floats(SCALE, scale, scale.length);
    writer.floats(SHIFT, document.preprocessing().shift(), scale.length);
    for (List<Parameter> some : List.of(tensors, state)) {
      for (Parameter tensor : some) {
        writer.floats(tensor.name(), tensor.values(), tensor.rows(), tensor.columns());
      }
    }
    return writer;
  }
}
