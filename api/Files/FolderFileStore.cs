using System.Security.Cryptography;
using Dispatch.Api.Hosting;

namespace Dispatch.Api.Files;

/// <summary>Files in a folder: <c>ab/abcdef…</c> by SHA-256, written beside and moved into place, so that half a file never has a name.</summary>
public sealed class FolderFileStore(DispatchOptions options) : IFileStore
{
    private const int Chunk = 64 * 1024;

    /// <inheritdoc />
    public async Task<StoredBytes> Store(Stream content, long limit, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Files);
        var temporary = Path.Combine(options.Files, $"incoming-{Path.GetRandomFileName()}");
        try
        {
            var stored = await Write(content, temporary, limit, cancellationToken);
            if (stored.Type is not null)
                Place(temporary, PathOf(stored.Sha256));
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc />
    public Stream? Open(string sha256) => File.Exists(PathOf(sha256)) ? File.OpenRead(PathOf(sha256)) : null;

    /// <inheritdoc />
    public void Delete(string sha256)
    {
        if (File.Exists(PathOf(sha256)))
            File.Delete(PathOf(sha256));
    }

    private static async Task<StoredBytes> Write(Stream content, string path, long limit, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Chunk];
        var (size, type) = (0L, (string?)null);
        await using var file = File.Create(path);
        while (await content.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
        {
            var bytes = buffer.AsMemory(0, read);
            if (size is 0)
                type = FileTypes.Sniff(bytes.Span);
            size += read;
            if (size > limit)
                throw new FileTooLargeException();
            hash.AppendData(bytes.Span);
            await file.WriteAsync(bytes, cancellationToken);
        }
        file.Flush(flushToDisk: true);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size, type);
    }

    private static void Place(string temporary, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            File.Move(temporary, path, overwrite: true);
    }

    private string PathOf(string sha256) => Path.Combine(options.Files, sha256[..2], sha256);
}
