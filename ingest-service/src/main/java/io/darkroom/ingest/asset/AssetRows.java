package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An asset's row with the rows of its planned stages, in the order in which records list them. */
public record AssetRows(AssetEntity asset, List<StageEntity> stages) {
    public AssetRows {
        stages = stages.stream().sorted(Comparator.comparing(StageEntity::stage)).toList();
    }

    /** Assets with their stages, in the order of the assets. */
    static List<AssetRows> of(List<AssetEntity> assets, List<StageEntity> stages) {
        var byAsset = stages.stream().collect(Collectors.groupingBy(StageEntity::assetId));
        return assets.stream()
                .map(asset -> new AssetRows(asset, byAsset.getOrDefault(asset.id(), List.of())))
                .toList();
    }

    /** The stage's row, if the stage was planned. */
    public Optional<StageEntity> stage(Stage stage) {
        return stages.stream().filter(row -> row.stage() == stage).findFirst();
    }

    /** Whether a planned stage has yet to end. */
    public boolean pending() {
        return stages.stream().anyMatch(StageEntity::pending);
    }

    /** Whether this stage was planned and has yet to end. */
    public boolean awaits(Stage stage) {
        return stage(stage).filter(StageEntity::pending).isPresent();
    }

    /** The tags that the stage found, whatever people made of them. */
    public List<Tag> foundTags() {
        return AssetAssembler.foundTags(this);
    }

    /** The record. */
    public Asset record() {
        return AssetAssembler.assemble(this);
    }
}
