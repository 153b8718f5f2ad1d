import content from "../../../content.json";

export const dynamicParams = false;

const find = async (params) => {
    const { slug } = await params;
    return content.articles.find((article) => article.slug === slug);
};

export function generateStaticParams() {
    return content.articles.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }) {
    const { title } = await find(params);
    return { title };
}

export default async function Article({ params }) {
    const article = await find(params);
    return (
        <article>
            <h1>{article.title}</h1>
            <time dateTime={article.published}>{article.date}</time>
            <p className="standfirst">{article.summary}</p>
            <div dangerouslySetInnerHTML={{ __html: article.html }} />
        </article>
    );
}
