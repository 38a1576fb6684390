package org.ae4j.core.training;

import java.util.Map;
import org.ae4j.api.ModelFormatException;
import org.ae4j.core.json.Json;
import org.ae4j.core.schedule.PlateauState;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads a {@link Progress}, all but the history, which the model's document has. */
final class ProgressJson {
  private ProgressJson() {}

  static ObjectNode write(Progress progress) {
    ObjectNode json = Json.object();
    json.put("step", progress.step);
    json.put("epoch", progress.epoch);
    json.put("batch", progress.batch);
    Json.putNumbers(json, "sums", progress.sums.terms());
    Json.putNumber(json, "best_loss", progress.bestLoss);
    json.put("best_epoch", progress.bestEpoch);
    json.put("stopped", progress.stopped);
    ObjectNode plateau = json.putObject("plateau");
    Json.putNumber(plateau, "best", progress.plateau.best());
    plateau.put("bad_epochs", progress.plateau.badEpochs());
    plateau.put("reductions", progress.plateau.reductions());
    return json;
  }

  static void read(Json json, Progress progress) {
    progress.step = json.longInteger("step");
    progress.epoch = json.integer("epoch");
    progress.batch = json.integer("batch");
    if (progress.step < 0 || progress.epoch < 1 || progress.batch < 0) {
      throw new ModelFormatException(
          "the checkpoint's progress is damaged: step "
              + progress.step
              + ", epoch "
              + progress.epoch
              + ", batch "
              + progress.batch);
    }
    for (Map.Entry<String, Double> term : json.numberMap("sums").entrySet()) {
      progress.sums.add(term.getKey(), term.getValue());
    }
    progress.bestLoss = json.number("best_loss");
    progress.bestEpoch = json.integer("best_epoch");
    progress.stopped = json.flag("stopped");
    Json plateau = json.object("plateau");
    progress.plateau =
        new PlateauState(
            plateau.number("best"), plateau.integer("bad_epochs"), plateau.integer("reductions"));
  }
}
