using System.Security.Cryptography;
using System.Text;

namespace Dispatch;

/// <summary>Points at a text that is kept outside events, so that erasing it leaves the journal whole.</summary>
/// <param name="Id">Id of the text.</param>
/// <param name="Sha256">Lower-case hex hash of its UTF-8 bytes, so that a reader can tell whether it is the text that was meant.</param>
public sealed record ContentRef(string Id, string Sha256)
{
    /// <summary>A reference to a text.</summary>
    public static ContentRef To(string id, string text) =>
        new(id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
