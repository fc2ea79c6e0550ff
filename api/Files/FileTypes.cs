using System.Text;
using System.Text.Unicode;

namespace Dispatch.Api.Files;

/// <summary>Tells a file's type by its first bytes, never by what the sender says.</summary>
public static class FileTypes
{
    private static readonly (byte[] Start, string Type)[] Starts =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([0x49, 0x44, 0x33], "audio/mpeg"),
        ("OggS"u8.ToArray(), "audio/ogg"),
        ("#!AMR"u8.ToArray(), "audio/amr"),
    ];

    /// <summary>What is taken, for the remedy.</summary>
    public const string Taken = "JPEG, PNG, GIF, WebP, HEIC, MP4, MOV, WebM, MP3, OGG, AMR, PDF, ZIP/Office, TXT";

    /// <summary>The media type of photos, videos, sound, documents and plain text; null for everything else.</summary>
    /// <param name="start">The first bytes, all of them for a short file.</param>
    public static string? Sniff(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, type) in Starts)
        {
            if (start.StartsWith(bytes))
                return type;
        }
        return Riff(start) ?? BaseMedia(start) ?? (IsText(start) ? "text/plain" : null);
    }

    private static string? Riff(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;

    /// <summary>ISO base media files name their brand after <c>ftyp</c>.</summary>
    private static string? BaseMedia(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start[4..8].SequenceEqual("ftyp"u8))
            return null;
        return Encoding.ASCII.GetString(start[8..12]) switch
        {
            "heic" or "heix" or "mif1" or "msf1" => "image/heic",
            "qt  " => "video/quicktime",
            "M4A " => "audio/mp4",
            _ => "video/mp4",
        };
    }

    /// <summary>UTF-8 without control characters and not the start of markup, which a browser might run.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || start.IndexOfAnyInRange((byte)0x00, (byte)0x08) >= 0 || start.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8))
            return false;
        // The last character may be cut in two by the end of the first bytes.
        for (var cut = 0; cut < 4 && cut < start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return true;
        }
        return false;
    }
}
