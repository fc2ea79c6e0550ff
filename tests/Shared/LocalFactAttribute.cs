namespace Dispatch.Tests.Shared;

/// <summary>A test that makes sense on the Local engine only; on Orleans it is skipped, and says why. tests/LocalOnly.md lists them all.</summary>
public sealed class LocalFactAttribute : FactAttribute
{
    /// <param name="reason">What it needs that Orleans has not.</param>
    public LocalFactAttribute(string reason)
    {
#if ENGINE_ORLEANS
        Skip = $"Local engine only: {reason}.";
#else
        _ = reason;
#endif
    }
}
