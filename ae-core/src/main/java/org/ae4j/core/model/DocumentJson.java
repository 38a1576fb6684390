package org.ae4j.core.model;

import java.util.List;
import java.util.OptionalDouble;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the JSON form of a {@link ModelDocument}, all but the arrays of its
 * preprocessing.
 */
final class DocumentJson {
  private static final String TABLE = "table";

  private DocumentJson() {}

  static ObjectNode write(ModelDocument document) {
    ObjectNode json = Json.object();
    boolean table = document.preprocessing().table().isPresent();
    json.put("schema", table ? ModelDocument.TABLE_SCHEMA : ModelDocument.SCHEMA);
    json.put("library", "ae4j " + Version.text());
    json.put("jdk", Runtime.version().toString());
    json.put("kernels", document.kernels());
    json.set("model", writeConfig(document.config()));
    json.set("training", writeTraining(document.training()));
    document.preprocessing().table().ifPresent(schema -> json.put(TABLE, schema.toString()));
    json.set("data", writeData(document.data()));
    json.set("history", writeHistory(document.history()));
    Json.putNumbers(json, "metrics", document.metrics());
    ObjectNode notes = json.putObject("notes");
    document.notes().forEach(notes::put);
    return json;
  }

  /** Reads the document; {@code scale} and {@code shift} are those of its preprocessing. */
  static ModelDocument read(Json json, float[] scale, float[] shift) {
    try {
      AutoencoderConfig config = readConfig(json.object("model"));
      Preprocessing.Kind kind = Preprocessing.Kind.parse(config.scaling());
      return new ModelDocument(
          config,
          readTraining(json.object("training")),
          readPreprocessing(json, new Preprocessing(kind, config.input().size(), scale, shift)),
          readData(json.object("data")),
          json.text("kernels"),
          json.objects("history").stream().map(DocumentJson::readEpoch).toList(),
          json.numberMap("metrics"),
          json.textMap("notes"));
    } catch (ModelFormatException e) {
      throw e;
    } catch (AutoencoderException e) {
      throw new ModelFormatException("the model's description is damaged: " + e.getMessage(), e);
    }
  }

  private static Preprocessing readPreprocessing(Json json, Preprocessing scaling) {
    return json.integer("schema") == ModelDocument.TABLE_SCHEMA
        ? scaling.withTable(TableSchema.parse(json.text(TABLE)))
        : scaling;
  }

  static void requireSchema(Json json) {
    int schema = json.integer("schema");
    if (schema < ModelDocument.SCHEMA || schema > ModelDocument.TABLE_SCHEMA) {
      throw new ModelFormatException(
          "the model file has schema "
              + schema
              + ", this version of ae4j reads "
              + ModelDocument.SCHEMA
              + " to "
              + ModelDocument.TABLE_SCHEMA
              + (schema > ModelDocument.TABLE_SCHEMA ? "; use the version that wrote it" : ""));
    }
  }

  private static ObjectNode writeConfig(AutoencoderConfig config) {
    ObjectNode json = Json.object();
    json.put("variant", config.variant());
    json.put("input", config.input().toString());
    json.put("encoder", config.encoder());
    config.decoder().ifPresent(text -> json.put("decoder", text));
    config.output().ifPresent(text -> json.put("output", text));
    json.put("scaling", config.scaling());
    json.put("loss", config.loss());
    config.corruption().ifPresent(text -> json.put("corruption", text));
    ObjectNode options = json.putObject("options");
    config.options().forEach(options::put);
    return json;
  }

  private static AutoencoderConfig readConfig(Json json) {
    return new AutoencoderConfig(
        json.text("variant"),
        Shape.parse(json.text("input")),
        json.text("encoder"),
        json.optionalText("decoder"),
        json.optionalText("output"),
        json.text("scaling"),
        json.text("loss"),
        json.optionalText("corruption"),
        json.textMap("options"));
  }

  private static ObjectNode writeTraining(TrainingConfig training) {
    ObjectNode json = Json.object();
    json.put("epochs", training.epochs());
    json.put("batch_size", training.batchSize());
    json.put("optimizer", training.optimizer());
    training.learningRate().ifPresent(rate -> json.put("learning_rate", rate));
    json.put("schedule", training.schedule());
    json.put("clip_norm", training.clipNorm());
    json.put("clip_value", training.clipValue());
    json.put("patience", training.patience());
    json.put("minimum_improvement", training.minimumImprovement());
    json.put("keep_best", training.keepBest());
    json.put("seed", training.seed());
    training.pretraining().ifPresent(text -> json.put("pretraining", text));
    if (!training.frozen().isEmpty()) {
      ArrayNode frozen = json.putArray("frozen");
      training.frozen().forEach(frozen::add);
    }
    return json;
  }

  private static TrainingConfig readTraining(Json json) {
    return new TrainingConfig(
        json.integer("epochs"),
        json.integer("batch_size"),
        json.text("optimizer"),
        json.optionalNumber("learning_rate"),
        json.text("schedule"),
        json.number("clip_norm"),
        json.number("clip_value"),
        json.integer("patience"),
        json.number("minimum_improvement"),
        json.flag("keep_best"),
        json.longInteger("seed"),
        json.optionalText("pretraining"),
        json.has("frozen") ? json.texts("frozen") : List.of());
  }

  private static ObjectNode writeData(DataDescription data) {
    ObjectNode json = Json.object();
    json.put("name", data.name());
    json.put("rows", data.rows());
    json.put("shape", data.shape().toString());
    json.put("checksum", data.checksum());
    ArrayNode features = json.putArray("features");
    data.features().forEach(features::add);
    return json;
  }

  private static DataDescription readData(Json json) {
    return new DataDescription(
        json.text("name"),
        json.integer("rows"),
        Shape.parse(json.text("shape")),
        json.text("checksum"),
        json.texts("features"));
  }

  private static ArrayNode writeHistory(List<EpochReport> history) {
    ArrayNode all = Json.object().putArray("history");
    for (EpochReport report : history) {
      ObjectNode json = all.addObject();
      json.put("epoch", report.epoch());
      json.put("train_loss", report.trainLoss());
      Json.putNumbers(json, "terms", report.terms());
      report.validationLoss().ifPresent(loss -> json.put("validation_loss", loss));
      json.put("learning_rate", report.learningRate());
    }
    return all;
  }

  /** Reads an epoch; its seconds and examples, which differ from run to run, are not stored. */
  private static EpochReport readEpoch(Json json) {
    OptionalDouble validation = json.optionalNumber("validation_loss");
    return new EpochReport(
        json.integer("epoch"),
        json.number("train_loss"),
        json.numberMap("terms"),
        validation,
        json.number("learning_rate"),
        Double.NaN,
        0);
  }
}
