using System.Text.Json;
using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Files;

/// <summary>The cards of uploaded files, in the journal.</summary>
public sealed class FileCatalogue(IJournal journal, IdSource ids, TimeProvider time)
{
    private const string StoredKind = "file-stored.v1";
    private const string Unnamed = "file";
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(7);

    /// <summary>Files a card; a repeat under the origin's idempotency key returns the first card.</summary>
    /// <exception cref="DuplicateKeyException">The key was used for another body.</exception>
    public async Task<FileView> Add(StoredBytes bytes, string name, string org, Origin origin, CancellationToken cancellationToken)
    {
        var id = ids.Next();
        var card = new FileCard(id, org, origin.Actor, bytes.Sha256, bytes.Type!, bytes.Size, $"{id}-name");
        var body = JsonSerializer.SerializeToUtf8Bytes(card, DispatchJson.Stored);
        var now = time.Now();
        try
        {
            await journal.Append(
                new(FileCard.Key(id), FileCard.Kind, org, ExpectedVersion: 0, [new(StoredKind, now, body)], body, Shape: 1, WakeAt: null)
                {
                    Origin = origin,
                    Content = [new(card.Name, null, "file-name", name)],
                    Keys = origin is { Key: { } key, BodyHash: { } hash } ? [new(origin.Actor, key, hash, now + KeyLifetime)] : [],
                },
                cancellationToken);
            return new(id, name, card.Type, card.Size);
        }
        catch (DuplicateKeyException duplicate) when (duplicate.Holder.BodyHash == origin.BodyHash)
        {
            var first = await Find(duplicate.Holder.EntityId[FileCard.Key("").Length..], cancellationToken);
            return await View(first!, cancellationToken);
        }
    }

    /// <summary>A card, or null.</summary>
    public async Task<FileCard?> Find(string id, CancellationToken cancellationToken) =>
        await journal.Load(FileCard.Key(id), cancellationToken) is { } stored
            ? JsonSerializer.Deserialize<FileCard>(stored.State.Span, DispatchJson.Stored)
            : null;

    /// <summary>A card with its name; an erased name reads <c>file</c>.</summary>
    public async Task<FileView> View(FileCard card, CancellationToken cancellationToken)
    {
        var names = await journal.ReadContent([card.Name], cancellationToken);
        return new(card.Id, names.Count > 0 ? names[0].Text : Unnamed, card.Type, card.Size);
    }
}
