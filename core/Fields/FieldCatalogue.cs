using System.Collections.Frozen;

namespace Dispatch.Fields;

/// <summary>What a document of kind <c>field-catalogue</c> says.</summary>
/// <param name="Fields">Fields beside the built-in ones.</param>
public sealed record FieldCatalogueDefinition(IReadOnlyList<FieldDefinition> Fields);

/// <summary>Every field that forms, conditions, lists, export and feed may speak of. Immutable; checked when made.</summary>
public sealed class FieldCatalogue
{
    /// <summary>Prefix of the ids of added fields.</summary>
    public const string DataPrefix = "data.";

    private readonly FrozenDictionary<string, FieldDefinition> byId;

    private FieldCatalogue(IReadOnlyList<FieldDefinition> fields)
    {
        All = fields;
        byId = fields.ToFrozenDictionary(field => field.Id, StringComparer.Ordinal);
    }

    /// <summary>The fields that every ticket has.</summary>
    public static FieldCatalogue BuiltIn { get; } = new(TicketFields.All);

    /// <summary>All fields: built-in ones first, added ones in the order they were added.</summary>
    public IReadOnlyList<FieldDefinition> All { get; }

    /// <summary>The field of an id, or null.</summary>
    public FieldDefinition? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Lays further fields over the catalogue, such as those of a case type.</summary>
    /// <remarks>Two case types may share a field of one type: their options are united, the first definition keeps its label and roles.</remarks>
    /// <param name="fields">Fields as a document defines them.</param>
    /// <param name="path">JSON path of the list in its document.</param>
    public Checked<FieldCatalogue> With(IReadOnlyList<FieldDefinition> fields, string path = "$.fields")
    {
        var rejections = FieldChecks.Of(fields, path);
        var merged = All.ToList();
        for (var i = 0; i < fields.Count && rejections.Count is 0; i++)
        {
            var at = merged.FindIndex(field => field.Id == fields[i].Id);
            if (at < 0)
                merged.Add(fields[i]);
            else if (MayShare(merged[at], fields[i]))
                merged[at] = Unite(merged[at], fields[i]);
            else
                rejections.Add(Rejection.Of(RejectionCode.FieldTypeConflict, ("field", fields[i].Id), ("type", merged[at].Type.JsonName()))
                    .At(JsonPath.Item(path, i) + ".type"));
        }
        return rejections.Count is 0 ? Checked<FieldCatalogue>.Ok(new(merged)) : Checked<FieldCatalogue>.Refused(rejections);
    }

    private static FieldDefinition Unite(FieldDefinition first, FieldDefinition second) =>
        first with { Options = [.. first.Options, .. second.Options.Where(option => first.RankOf(option.Id) < 0)] };

    // Uniting the options of two ordered choices would have to guess their order.
    private static bool MayShare(FieldDefinition first, FieldDefinition second) =>
        first.Type == second.Type && first.Ordered == second.Ordered
        && (!first.Ordered || first.Options.Select(option => option.Id).SequenceEqual(second.Options.Select(option => option.Id)));
}
